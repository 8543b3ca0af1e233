"""The commands of the program in the order in which help and documents list them."""

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol, cast

from tuiwizard.drafts.files import is_there
from tuiwizard.errors import CommandError
from tuiwizard.words import tr

if TYPE_CHECKING:  # a wizard on a draft is there before argparse would be loaded
    from argparse import Namespace

    from tuiwizard.cli.grammar import Parser

_PACKAGE = "tuiwizard.cli.commands"
_FLAGS = {"help": "--help", "version": "--version"}
"""Words that are options here and commands in other programs."""


class Module(Protocol):
    """What a command's module has."""

    def add_arguments(self, parser: "Parser", /) -> None:
        """Add the arguments and options of the command."""

    def run(self, options: "Namespace", /) -> int:
        """Run it and return the exit code."""


class Command(NamedTuple):
    """A command of the program.

    Attributes:
        name: What is typed; empty for the wizard.
        purpose: What it does, one sentence for people.
        module: The module with its arguments and its code, imported when it is needed; named
            after the command unless given.
        short_lived: Whether it ends soon and leaves nothing that only the garbage collector
            could find.
    """

    name: str
    purpose: str
    module: str = ""
    short_lived: bool = False

    def load(self) -> Module:
        """Import its module."""
        return cast(Module, import_module(self.module or f"{_PACKAGE}.{self.name}"))

    def parser(self) -> "Parser":
        """Return the parser of its arguments."""
        from tuiwizard.cli.grammar import Parser

        parser = Parser(f"tuiwizard {self.name}".strip(), self.purpose)
        self.load().add_arguments(parser)
        return parser


WIZARD = Command("", tr("政府信息公开工作年度报告填报向导。"), f"{_PACKAGE}.wizard")
"""What runs where no command is given."""

COMMANDS = (
    Command("new", tr("新建一份空白草稿。")),
    Command("serve", tr("在浏览器里填，没有终端也能用；不另外说，只有这台电脑打得开。")),
    Command("review", tr("审查草稿：只能看、提意见和签发。")),
    Command("desk", tr("县级汇总台：一个文件夹里的年报，谁没报、哪里不对。")),
    Command("check", tr("检查草稿和已公布的年报，列出妨碍公布的问题。"), short_lived=True),
    Command("render", tr("把草稿输出成可以公布的文件。"), short_lived=True),
    Command("import", tr("读已公布的年报，列出读到、没读到和矛盾的数。"), f"{_PACKAGE}.import_"),
    Command("count", tr("从依申请公开台账数出表三，每个数都能查到是哪几行。"), short_lived=True),
    Command("ledger", tr("按到期日列出台账里还没有答复的申请。"), short_lived=True),
    Command(
        "merge",
        tr("把多份年报逐格加成一份汇总草稿；草稿已经是汇总的，就把后来的加进去。"),
        short_lived=True,
    ),
    Command(
        "diff",
        tr("比较两份年报：同一机关的两年，或同一草稿的两稿；或核对上级和下级之和。"),
    ),
    Command(
        "publish",
        tr("把公布要用的全部文件写进一个文件夹：各种格式和公布清单，要么全有，要么全无。"),
        short_lived=True,
    ),
    Command("pack", tr("把草稿和上年年报等装进一个文件，移交给别人。"), short_lived=True),
    Command("unpack", tr("解开移交的文件：先核对，再放进一个文件夹。"), short_lived=True),
    Command(
        "correction",
        tr("写出更正说明：已公布的年报改了什么、为什么改，原来的数和更正后的数。"),
        short_lived=True,
    ),
    Command("verify", tr("核对公布出去的文件和草稿是不是一致，逐格逐句列出不同。")),
    Command("sign", tr("用 SSH 密钥给签发了的草稿签名，让别人能查明是谁签的。")),
    Command("export", tr("把许多年报的数导出成一张表，一份年报一行。"), short_lived=True),
    Command("history", tr("列出草稿以前的版本，比较或恢复其中一个。")),
    Command("config", tr("说设置文件在哪里、现在各项是什么、从哪里来的。"), short_lived=True),
    Command("schema", tr("输出草稿文件的 JSON Schema。")),
    Command("doctor", tr("检查这台电脑和终端能不能好好运行本程序。")),
    Command("completion", tr("输出命令行补全的脚本，用法见脚本开头。")),
)
"""Every command but the wizard; one that is added here is in help, documents and completion."""


def chosen(arguments: Sequence[str]) -> tuple[Command, list[str]]:
    """Return the command that a command line names, and its arguments.

    Raises:
        CommandError: It names a command that there is not.
    """
    language, rest = _leading_language(arguments)
    for command in COMMANDS:
        if rest[:1] == [command.name]:
            return command, [*language, *rest[1:]]
    _refuse_mistyped(*rest[:1])
    return WIZARD, [*language, *rest]


def _refuse_mistyped(word: str = "-") -> None:
    """Refuse what is nearly a command and cannot be a draft.

    "chekc" -> check; "help" -> --help
    """
    if word.startswith("-") or Path(word).suffix or is_there(Path(word)):
        return
    from difflib import get_close_matches  # only mistakes need it

    meant = {command.name: command.name for command in COMMANDS} | _FLAGS
    for name in get_close_matches(word.lower(), meant, n=1):
        raise CommandError(
            tr(
                "没有“{word}”这个命令，是不是 tuiwizard {meant}？草稿的文件名要以 .toml 结尾",
                word=word,
                meant=meant[name],
            )
        )


def _leading_language(arguments: Sequence[str]) -> tuple[list[str], list[str]]:
    """Split off `--lang` where it is given before the command."""
    first = arguments[0] if arguments else ""
    many = 2 if first == "--lang" else 1 if first.startswith("--lang=") else 0
    return list(arguments[:many]), list(arguments[many:])


def run(arguments: Sequence[str]) -> int:
    """Run the command that is given, and return its exit code.

    Raises:
        SystemExit: argparse has said what there was to say.
        TuiwizardError: The command cannot do what is asked of it.
    """
    command, rest = chosen(arguments)
    with _without_collector() if command.short_lived else nullcontext():
        module = command.load()
        read_by_hand = getattr(module, "without_argparse", _nothing)
        return module.run(read_by_hand(rest) or command.parser().parse_args(rest))


def _nothing(_: Sequence[str]) -> None:
    """A command whose arguments only argparse reads; that of the wizard reads the shortest."""


@contextmanager
def _without_collector() -> Iterator[None]:
    """Leave the garbage collector off while a command that ends soon is loaded and runs.

    To look for garbage while the models are built, and again at exit, would take a third of the
    command's time. Many files are another matter (`many.deal_with`).
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def parsers() -> "dict[str, Parser]":
    """Return every command's parser by its name, the wizard first: for documents."""
    return {command.name: command.parser() for command in (WIZARD, *COMMANDS)}
