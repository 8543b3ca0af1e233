"""`tuiwizard [DRAFT] [--step S]`: the wizard on the screen, line by line, or from a file."""

import sys
from collections.abc import Container, Iterator, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

from tuiwizard.cli import registry
from tuiwizard.cli.output import on_terminal, tell
from tuiwizard.drafts.files import is_there
from tuiwizard.drafts.paths import draft_path
from tuiwizard.errors import CommandError
from tuiwizard.words import tr

if TYPE_CHECKING:  # a wizard on a draft is there before argparse would be loaded
    from argparse import Namespace

    from tuiwizard.cli.grammar import Parser


class _Steps(Container[str]):
    """The steps of all editions; the models of the form are read only when they are wanted."""

    def __iter__(self) -> Iterator[str]:
        from tuiwizard.forms.written_layout import all_section_keys

        yield from (*all_section_keys(), "publish")

    def __contains__(self, step: object) -> bool:
        return step in tuple(self)


def without_argparse(arguments: Sequence[str]) -> SimpleNamespace | None:
    """Return what argparse would of a draft and no more than its step; None for anything else.

    To load it and have it read two words takes as long as to read the draft.
    """
    match arguments:
        case [draft] if not draft.startswith("-"):
            step = None
        case [draft, "--step", step] if not draft.startswith("-") and step in _Steps():
            pass
        case _:
            return None
    return SimpleNamespace(
        draft=Path(draft),
        step=step,
        previous=None,
        ascii=False,
        plain=False,
        answers=None,
        lang=None,
    )


def add_arguments(parser: "Parser") -> None:
    """Add the draft and where to begin, and name the other commands."""
    from tuiwizard.cli.grammar import with_ascii, with_draft_or_start, with_plain, with_previous

    parser.usage = tr("tuiwizard [DRAFT] [--step SECTION] | tuiwizard 命令 …")
    parser.epilog = tr(
        "命令：{commands}；用 tuiwizard 命令 -h 查看各自的用法。",
        commands=" ".join(command.name for command in registry.COMMANDS),
    )
    with_draft_or_start(parser)
    parser.add_argument(
        "--step", metavar="SECTION", choices=_Steps(), help=tr("直接打开这一步：%(choices)s")
    )
    with_previous(parser, tr("上年年报的草稿文件，用来对照"))
    with_ascii(parser)
    with_plain(parser)
    parser.add_argument(
        "--answers",
        metavar="FILE",
        type=Path,
        help=tr("无人值守：回答取自这个文件，不问也不等；写法见 docs/plain.md"),
    )


def run(options: "Namespace | SimpleNamespace") -> int:
    """Fill in a draft; the exit code says whether something still blocks publishing.

    Raises:
        TuiwizardError: The draft cannot be opened, or there is no terminal to open it on.
    """
    if options.draft is not None:
        options.draft = _draft(options.draft, asking=options.answers is None)
    if options.answers is not None:
        from tuiwizard.cli.answering import answer

        return answer(options)
    if options.plain:
        from tuiwizard import plain

        return plain.start(options.draft, step=options.step, previous=options.previous)
    from tuiwizard.tui import start

    return start(
        options.draft, step=options.step, previous=options.previous, ascii_only=options.ascii
    )


def _draft(path: Path, *, asking: bool) -> Path:
    """Return the draft that is meant: a new one is named `.toml`, after asking.

    Raises:
        CommandError: It is not named so, and nobody can be asked, or the answer is no.
    """
    named = draft_path(path)
    if named == path or is_there(path):
        return path
    if not (asking and on_terminal(sys.stdin) and on_terminal(sys.stderr)):
        raise CommandError(
            tr(
                "没有 {path} 这个文件；要新建草稿，文件名要以 .toml 结尾：{named}",
                path=path,
                named=named,
            )
        )
    from tuiwizard.plain.wording import is_yes  # few are asked

    tell(tr("没有 {path} 这个文件，打开或新建 {named} 吗？请答 是 或 否", path=path, named=named))
    if not is_yes(sys.stdin.readline()):
        raise CommandError(tr("没有打开"))
    return named
