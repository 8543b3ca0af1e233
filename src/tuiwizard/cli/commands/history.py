"""`tuiwizard history DRAFT`: list, show, compare, restore and remove earlier versions."""

import contextlib
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

from tuiwizard.cli.grammar import Parser, with_draft
from tuiwizard.cli.output import emit, say, tell
from tuiwizard.drafts import files, forgetting, history, store
from tuiwizard.errors import CommandError, DraftError
from tuiwizard.report import correcting
from tuiwizard.report.table_diff import draft_changes
from tuiwizard.words import plural, tr


def add_arguments(parser: Parser) -> None:
    """Add the draft, and what is done with one of its versions."""
    with_draft(parser)
    one = parser.add_mutually_exclusive_group()
    one.add_argument("--show", metavar="N", type=int, help=tr("输出第 N 个版本"))
    one.add_argument("--compare", metavar="N", type=int, help=tr("列出第 N 个版本与现在的不同"))
    one.add_argument("--restore", metavar="N", type=int, help=tr("恢复第 N 个版本，可以再恢复回来"))
    one.add_argument("--purge", action="store_true", help=tr("删去全部以前的版本"))
    one.add_argument(
        "--forget",
        action="store_true",
        help=tr(
            "删去本机上除草稿以外的一切：以前的版本、暂存的内容、最近打开的记录、检查的结果、"
            "故障报告；给文件夹的，删去里面各份检查的结果"
        ),
    )


def run(options: Namespace) -> int:
    """List the versions of a draft, or show, compare or restore one."""
    for number, act in (
        (options.restore, _restore),
        (options.show, _show),
        (options.compare, _compare),
    ):
        if number is not None:
            return act(options.draft, number)
    if options.purge or options.forget:
        return _remove(options.draft, everything=options.forget)
    return _list(options.draft)


def _list(path: Path) -> int:
    """Print one line for each version, numbered from the latest."""
    versions = history.versions(path)
    if not versions:
        tell(tr("{path}：没有以前的版本", path=path))
    for number, version in enumerate(versions, 1):
        say(f"{number:>3}  {version}")
    for sentence in _corrected(path):
        tell(sentence)
    return 0


def _corrected(path: Path) -> Iterator[str]:
    """Say which published versions the draft replaces; a damaged draft has a history, too."""
    with contextlib.suppress(DraftError):
        for correction in store.load(path).corrections:
            yield tr("更正了{version}", version=correcting.named(correction))


def _show(path: Path, number: int) -> int:
    """Print a version as it was written."""
    emit(history.read(_version(path, number)).decode("utf-8", "replace"))
    return 0


def _compare(path: Path, number: int) -> int:
    """Print where a version differs from the draft as it is."""
    version = _version(path, number)
    then, now = store.load(version.file), store.load(path)
    for change in draft_changes(then, now):
        say(
            tr(
                "{label}：{left} → {right}",
                label=change.full_label,
                left=change.left or tr("（空）"),
                right=change.right or tr("（空）"),
            )
        )
    return 0


def _restore(path: Path, number: int) -> int:
    """Make a version the draft; what it was before becomes the latest version."""
    version = _version(path, number)
    store.load(version.file)  # never restore what cannot be opened
    if path.exists():
        history.keep(path, files.read_bytes(path), history.REPLACED)
    files.write_bytes(path, history.read(version))
    tell(
        tr(
            "{path}：已恢复 {version} 的版本；恢复前的内容是现在的第 1 个版本",
            path=path,
            version=version,
        )
    )
    return 0


def _remove(path: Path, *, everything: bool) -> int:
    """Remove the versions, or all that this computer keeps of the draft beside its file."""
    removed = forgetting.forget(path) if everything else forgetting.purge(path)
    tell(plural("{path}：删去了 {n} 个以前的版本，草稿没有改动", removed, path=path))
    return 0


def _version(path: Path, number: int) -> history.Version:
    versions = history.versions(path)
    if not 1 <= number <= len(versions):
        raise CommandError(
            tr(
                "{path}：没有第 {number} 个版本，现有 {n} 个",
                path=path,
                number=number,
                n=len(versions),
            )
        )
    return versions[number - 1]
