"""The completion scripts, made by shtab from the parser of the command line.

They are made here and shipped, not made on the person's computer: an office PC without a network
has no shtab. What shtab does not know is that the first word may be a command or a draft; what it
writes is completed by that, by the means each shell has for it.
"""

import argparse
from typing import Any

import shtab

from tuiwizard.cli.registry import parsers
from tuiwizard.importing.formats import suffixes
from tuiwizard.rendering.formats import FORMATS

_DRAFT = ("*.toml", "*.TOML")  # two at least: zsh takes one in brackets for a qualifier
_FILES: dict[str, Any] = {
    "DRAFT": shtab.glob(*_DRAFT),
    "FILE|FOLDER": shtab.glob(*_DRAFT),
    "FOLDER": shtab.DIRECTORY,
    "ZIP": shtab.glob("*.zip", "*.ZIP"),
}
"""What files are offered, by what an argument is called; for any other name none are."""

_BASH = """
_tuiwizard_glob_first() {{  # a name with "glob" in it is taken for one that lists files
  compgen -W "{commands}" -- "$1"
  {draft} "$1"
}}
_shtab_tuiwizard_pos_0_COMPGEN=_tuiwizard_glob_first
_shtab_tuiwizard_pos_0_choices=()
"""
_ZSH = """
functions[_tuiwizard_commands]=$functions[_shtab_tuiwizard_commands]
_shtab_tuiwizard_commands() {{
  local found=1
  _tuiwizard_commands && found=0
  {draft} && found=0
  return found
}}
"""
_MENDED = (
    ('\n  "(*):', '\n  "*:'),  # one file or more: shtab writes what means none
    # behind a draft come the wizard's options
    (
        "_options ;;\n      esac",
        "_options ;;\n        *) _arguments -s $_shtab_tuiwizard_options ;;\n      esac",
    ),
)
_FISH = """
complete -c tuiwizard -ka "{draft}" \\
  -n '_shtab_tuiwizard_using; and test $_shtab_tuiwizard_npos -eq 0'
"""


def script(shell: str) -> str:
    """The completion script for a shell: bash, zsh or fish."""
    root = _tree()
    draft = _FILES["DRAFT"][shell]
    commands = " ".join(name for name in parsers() if name)
    if shell == "fish":
        return shtab.complete(root, "fish").rstrip() + _FISH.format(draft=draft)
    first = _BASH if shell == "bash" else _ZSH
    made = shtab.complete(root, shell, preamble=first.format(draft=draft, commands=commands))
    for wrong, right in _MENDED if shell == "zsh" else ():
        assert wrong in made, wrong
        made = made.replace(wrong, right)
    return "".join(line.rstrip() + "\n" for line in made.splitlines())


def _tree() -> argparse.ArgumentParser:
    """The wizard's parser with the commands below it, and what files its arguments take."""
    commands = parsers()
    outputs = shtab.glob(*(f"*{to.suffix}" for to in FORMATS.values()))
    reports = shtab.glob(*_DRAFT, *(f"*{suffix}" for suffix in suffixes()))
    files = {**_FILES, "OUT|-": outputs, "FILE": reports, "SOURCE": reports}
    for parser in commands.values():
        for action in parser._actions:  # argparse has no other way to look at them
            if action.metavar in files:
                action.complete = files[str(action.metavar)]  # type: ignore[attr-defined]
    root = commands.pop("")
    root._actions[:] = [action for action in root._actions if action.dest != "draft"]
    made: Any = lambda prog, **_: commands[prog.split()[-1]]  # noqa: E731 - its type is a class
    below = root.add_subparsers(parser_class=made)
    for name, parser in commands.items():
        below.add_parser(name, help=parser.description)
    return root
