"""Whether this computer and this terminal suit the program, and what helps where they do not.

`environment` looks and tries out, `asking` asks the terminal; the checks only judge the values
these bring, so that each can be shown any computer.
"""
