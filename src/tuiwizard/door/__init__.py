"""A browser door: the program on a terminal of its own, shown on a page of this computer.

`entry` says who is let in, `program` has the terminal, `outputs` knows what was written, `pages` is
what a browser is sent, and `door` brings them together.
"""
