"""Posted copies of a report: read from their files, and held against its draft."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from tuiwizard.drafts import files
from tuiwizard.errors import DraftUnreadable, NoReport, SourceError, TuiwizardError
from tuiwizard.importing import read_published
from tuiwizard.importing.formats import suffixes
from tuiwizard.importing.imported import Imported
from tuiwizard.posting.comparison import compare_copy
from tuiwizard.posting.difference import Difference
from tuiwizard.posting.names import POSTING_LIST
from tuiwizard.rendering.correction_notice import NOTICE
from tuiwizard.rendering.formats import POSTERS, parted
from tuiwizard.report.correcting import named
from tuiwizard.report.draft import Draft
from tuiwizard.report.sign_off import SignOffStatus, posted_digest, sign_off_status, sign_off_words
from tuiwizard.words import tr

_DRAFT = ".toml"
_POSTERS = frozenset(to.suffix for to in POSTERS.values())


class Verdict(StrEnum):
    """What is said of a posted copy."""

    EQUAL = "equal"
    DRAFT = "draft"
    DIFFERENT = "different"
    UNREADABLE = "unreadable"


@dataclass(frozen=True)
class PostedCopy:
    """A posted copy and how it compares with its draft.

    Attributes:
        path: Its file.
        verdict: Whether it says what the draft says; `draft` is equal and stamped as a draft.
        differences: Where it does not.
        notes: What a person should know besides, one sentence each.
        digest: The digest of the content that its metadata name; empty where they name none.
        problem: Why it could not be read; empty if it could.
    """

    path: Path
    verdict: Verdict
    differences: tuple[Difference, ...] = ()
    notes: tuple[str, ...] = ()
    digest: str = ""
    problem: str = ""


def verify(draft: Draft, path: Path) -> PostedCopy:
    """Hold one posted copy against its draft; one that cannot be read is said to be so."""
    try:
        imported = read_copy(path)
    except TuiwizardError as error:
        return unreadable(path, error)
    return verify_read(draft, path, imported)


def unreadable(path: Path, problem: object) -> PostedCopy:
    """Return what is said of a copy that cannot be held against a draft."""
    return PostedCopy(path, Verdict.UNREADABLE, problem=str(problem))


def read_copy(path: Path) -> Imported:
    """Read a posted copy.

    Raises:
        SourceError: It cannot be read, or is no report.
    """
    # Only the kind of file is told: a year in its name is not what the copy prints.
    imported = read_published(_bytes(path), path.suffix)
    if not imported.printed:
        raise NoReport(tr("没有找到年报的表格，这不是年报"))
    return imported


def verify_read(draft: Draft, path: Path, imported: Imported) -> PostedCopy:
    """Hold a copy that was read against its draft."""
    compared = compare_copy(draft, imported)
    equal = Verdict.DRAFT if imported.stamped else Verdict.EQUAL
    notes = (
        *_unsigned(draft, imported.stamped),
        *_hard_to_read(compared.unsure),
        *_origin(draft, imported.digest, compared.differences),
    )
    return PostedCopy(
        path,
        Verdict.DIFFERENT if compared.differences else equal,
        compared.differences,
        notes,
        imported.digest,
    )


def copies_in(paths: Iterable[Path]) -> Iterator[Path]:
    """Yield the files that are meant; a folder stands for all in it that a reader may read."""
    for path in paths:
        if not files.is_folder(path):
            yield path
            continue
        kinds = suffixes()
        found = sorted(
            p for p in path.rglob("*") if p.suffix.lower() in kinds and _own(p) and p.is_file()
        )
        yield from found or [path]


def _own(path: Path) -> bool:
    """Return whether a file of a folder is a copy, and not what lies beside one.

    That is what else is in a kit, and what Office or macOS put there.
    """
    beside = path.name == POSTING_LIST or NOTICE in path.stem or parted(path)[1] in _POSTERS
    return not (beside or path.name.startswith(("~$", "._")))


def _bytes(path: Path) -> bytes:
    from tuiwizard.importing.sources import MAX_BYTES

    if path.suffix.lower() == _DRAFT:
        raise SourceError(tr("这是草稿，不是公布的年报；比较两份草稿请用 tuiwizard diff"))
    try:
        return files.read_at_most(MAX_BYTES + 1, path, tr("公布的年报"))
    except DraftUnreadable as error:
        raise SourceError(error.message) from error


def _unsigned(draft: Draft, stamped: bool) -> Iterator[str]:
    """Say that what was posted as final was not signed, as the draft is now."""
    if not stamped and sign_off_status(draft) is not SignOffStatus.SIGNED:
        yield tr("公布的没有草稿的记号，而草稿{status}", status=sign_off_words(draft))


def _hard_to_read(labels: tuple[str, ...]) -> Iterator[str]:
    if labels:
        yield tr(
            "{sections}里有像标题、页脚的行或不是数字的格，读不完整；读到的一致，请再对着看一遍",
            sections=tr("、").join(f"“{label}”" for label in labels),
        )


def _origin(draft: Draft, digest: str, differences: tuple[Difference, ...]) -> Iterator[str]:
    """Say what the digest of a copy tells of where its differences come from."""
    if not (digest and differences):
        return
    if digest == posted_digest(draft):
        yield tr("文件是从草稿现在的内容输出的，输出以后改动过")
        return
    old = [one for one in draft.corrections if posted_digest(one.version) == digest]
    if old:
        yield tr("这是更正以前的版本：{version}，请换成更正后的", version=named(old[-1]))
    else:
        yield tr("文件是从草稿的另一稿输出的：草稿后来改过，或者给错了草稿，请重新输出再公布")
