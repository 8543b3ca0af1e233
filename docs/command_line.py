"""The command line as a page (docs/command-line.md) and as a manual page (tuiwizard.1).

Both are read off the parser, so that no option is described twice. What argparse prints itself
is not used: it differs between versions of Python.
"""

import argparse
import re
import textwrap
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from tuiwizard import __version__
from tuiwizard.cli.registry import parsers

_HEAD = """# 命令行

本页由 `make docs` 从程序的命令行生成，不要手改。

数据写到标准输出，其余的话写到标准错误。已有的文件不覆盖，除非加 `--force`。
"""

EXIT_CODES = {
    0: "完成，没有问题",
    1: "有妨碍公布的问题；doctor 是有不行的地方",
    2: "用法不对，或文件不能读写",
    70: "程序自身出错",
}


class Argument(NamedTuple):
    """One thing that can be given to a command.

    Attributes:
        written: How it is written, with its value.
        needed: Whether it has to be given.
        repeated: Whether there may be several.
        words: What it is.
        values: What it may be; empty if anything.
        is_option: Whether it starts with a hyphen.
    """

    written: str
    needed: bool
    repeated: bool
    words: str
    values: tuple[str, ...]
    is_option: bool

    @property
    def usage(self) -> str:
        """How it stands in the line that shows the usage."""
        usage = self.written.rpartition(", ")[2] + (" …" if self.repeated else "")
        return usage if self.needed else f"[{usage}]"

    @property
    def description(self) -> str:
        """What it is, and what it may be."""
        values = f"（{'、'.join(self.values)}）" if self.values else ""
        return self.words + values


class Command(NamedTuple):
    """A command: its name (empty for the wizard), what it does, and what it takes."""

    name: str
    words: str
    arguments: tuple[Argument, ...]

    @property
    def usage(self) -> str:
        """The whole line."""
        return " ".join([f"tuiwizard {self.name}".rstrip(), *self._shown()])

    def usage_lines(self, width: int = 80) -> str:
        """The same on as many lines as it needs, broken between arguments."""
        whole = (shown.replace(" ", "\0") for shown in self._shown())
        lines = textwrap.wrap(
            " ".join([f"tuiwizard {self.name}".rstrip(), *whole]),
            width,
            subsequent_indent="    ",
            break_long_words=False,
            break_on_hyphens=False,
        )
        return "\n".join(lines).replace("\0", " ")

    def _shown(self) -> Iterator[str]:
        ordered = sorted(self.arguments, key=lambda a: a.is_option)
        return (a.usage for a in ordered if not a.written.startswith(("-h", "--version")))


def commands() -> Iterator[Command]:
    """Every command, the wizard first."""
    for name, parser in parsers().items():
        yield Command(name, parser.description or "", tuple(map(_argument, parser._actions)))


def _argument(action: argparse.Action) -> Argument:
    is_option = bool(action.option_strings)
    values = tuple(map(str, action.choices or ()))
    words = (action.help or "") % {"choices": "、".join(values)}
    value = action.metavar or ("|".join(values) if len(values) <= 3 else action.dest.upper())
    takes = f" {value}" if action.nargs != 0 else ""
    written = ", ".join(action.option_strings) + takes if is_option else str(value)
    return Argument(
        written,
        needed=action.required if is_option else action.nargs not in ("?", "*"),
        repeated=action.nargs in ("+", "*"),
        words=words,
        values=() if all(v in f"{value} {words}" for v in values) else values,
        is_option=is_option,
    )


def page() -> str:
    """docs/command-line.md."""
    parts = [_HEAD]
    for command in commands():
        parts.append(f"## tuiwizard {command.name}".rstrip() + "\n")
        parts.append(f"{command.words}\n\n```text\n{command.usage_lines()}\n```\n")
        rows = (f"| `{_cell(a.written)}` | {_cell(a.description)} |" for a in command.arguments)
        parts.append("\n".join(["| 参数 | 说明 |", "|---|---|", *rows]) + "\n")
    rows = (f"| {code} | {words} |" for code, words in EXIT_CODES.items())
    parts.append("## 退出码\n")
    parts.append("\n".join(["| 退出码 | 含义 |", "|---|---|", *rows]) + "\n")
    return "\n".join(parts)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def manual() -> str:
    """tuiwizard.1, for man."""
    listed = list(commands())
    lines = [
        '.\\" Made by `make docs` from the parser of the command line.',
        f'.TH TUIWIZARD 1 "" "tuiwizard {__version__}" "tuiwizard"',
        ".ad l",
        ".SH 名称",
        "tuiwizard \\- 政府信息公开工作年度报告填报向导",
        ".SH 概要",
        *_usages(listed),
        ".SH 描述",
        _text("数据写到标准输出，其余的话写到标准错误。已有的文件不覆盖，除非加 --force。"),
        ".SH 命令",
    ]
    for command in listed:
        lines += [f".SS {_text(f'tuiwizard {command.name}'.rstrip())}", _text(command.words)]
        for argument in command.arguments:
            lines += [".TP", f"\\fB{_text(argument.written)}\\fR", _text(argument.description)]
    lines.append(".SH 退出码")
    for code, words in EXIT_CODES.items():
        lines += [".TP", f"\\fB{code}\\fR", _text(words)]
    return "\n".join(lines) + "\n"


def _usages(listed: Iterable[Command]) -> Iterator[str]:
    for number, command in enumerate(listed):
        if number:
            yield ".br"
        yield _text(command.usage)


def _text(text: str) -> str:
    """Words as roff prints them as they are: hyphens can be copied, nothing is a request.

    Chinese has no spaces at which a line could be broken; behind its punctuation one may be.
    """
    escaped = text.replace("\\", "\\e").replace("-", "\\-")
    escaped = re.sub("(?<=[，。；：、）])(?=.)", r"\\:", escaped)
    return f"\\&{escaped}" if escaped.startswith((".", "'")) else escaped
