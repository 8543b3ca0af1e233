"""The commands, one a module: `add_arguments` says what it takes, `run` does it.

`tuiwizard.cli.registry` lists them; a module is imported when its command is given.
"""
