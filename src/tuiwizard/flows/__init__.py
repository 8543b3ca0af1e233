"""The conversations of the program, each written once: on the screen, line by line, or unattended.

A flow asks (`ask.Ask`), and changes a draft through its session (`work.Work`). It knows no
widget and no terminal: the full screen asks with dialogs, the line mode with prompts, and a file
of answers with values.
"""
