"""Which files of a folder are reports: drafts, and reports published in other formats."""

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from operator import attrgetter
from pathlib import Path

from tuiwizard.drafts.count_file import is_about_ledger
from tuiwizard.drafts.files import is_folder
from tuiwizard.plain_files import is_special
from tuiwizard.posting.names import POSTING_LIST
from tuiwizard.report.stamp import STAMP

DRAFT = ".toml"

QUESTIONS = "问题清单"  # not said: stored
"""How the name of a list of questions ends that goes back to an office."""

OVERVIEW = "报送情况"  # not said: stored
"""How the name of an overview of the desk ends."""

BOOK = "往来记录"  # not said: stored
"""The folder of what was said with the offices, and of the versions it was said about."""

_BESIDE = ("~$", "._")
_SYSTEM = ("Thumbs.db", "desktop.ini")
_BESIDE_DRAFTS = (".sig", ".owner", ".lock", ".tmp")


def report_suffixes() -> tuple[str, ...]:
    """Return the suffixes of reports: of drafts and of all that is published."""
    from tuiwizard.importing.formats import suffixes  # who names one draft does not wait for them

    return (DRAFT, *suffixes())


def draft_suffixes() -> tuple[str, ...]:
    """Return the suffix of drafts alone."""
    return (DRAFT,)


def report_files(
    paths: Iterable[Path], suffixes: Callable[[], tuple[str, ...]] = draft_suffixes
) -> Iterator[Path]:
    """Yield the files that are meant; a folder stands for the reports in it, in a stable order.

    What was put out from a draft and lies beside it is that draft once more, and left out; so is
    what Word and macOS put beside a file, and what is no file, such as a named pipe.

    Args:
        paths: Files and folders. A file is meant whatever its suffix.
        suffixes: Returns which files of a folder are meant.

    Yields:
        Files. A folder that has none stands for itself: reading it says why.
    """
    for path in paths:
        if not is_folder(path):
            yield path
            continue
        meant = frozenset(suffixes())
        inside = [p for p in _files_in(path, meant.__contains__) if not _is_by_work(p)]
        yield from in_order(inside) or [path]


def folder_files(folder: Path) -> list[Path]:
    """Return every file of a folder that somebody has put there, in a stable order.

    What work on another file has left behind, and what the system puts beside files, is not of it.
    """
    meant = frozenset(report_suffixes())
    found = (path for path in _files_in(folder, lambda _: True) if not _is_left_behind(path))
    return in_order(p for p in found if p.suffix.lower() in meant or not _is_hidden(p, folder))


def in_order(paths: Iterable[Path]) -> list[Path]:
    """Return paths in the order of their names; paths themselves take ten times as long to sort."""
    return sorted(paths, key=attrgetter("parts"))


def _files_in(folder: Path, wanted: Callable[[str], bool]) -> Iterator[Path]:
    """Yield what is in a folder and those below, but for what is no file.

    The folder says of most what they are; to ask each file takes as long as to list a hundred.

    Args:
        folder: The folder.
        wanted: Takes a suffix in lower case; what has another is not looked at.
    """
    folders: list[str | Path] = [folder]
    while folders:
        with suppress(OSError), os.scandir(folders.pop()) as entries:
            for entry in entries:
                plain = entry.is_file(follow_symlinks=False)
                if not plain and entry.is_dir(follow_symlinks=False):
                    folders.append(entry.path)
                elif wanted(os.path.splitext(entry.name)[1].lower()):  # noqa: PTH122 - of each file
                    path = Path(entry.path)
                    if plain or not (is_folder(path) or is_special(path)):
                        yield path


def other_files(paths: Iterable[Path]) -> Iterator[Path]:
    """Yield the files of the folders among some paths whose names end as no report's do."""
    for path in filter(is_folder, paths):
        yield from in_order(_others_in(path, frozenset(report_suffixes())))


def _others_in(folder: Path, meant: frozenset[str]) -> Iterator[Path]:
    for path in _files_in(folder, lambda suffix: suffix not in meant):
        if not (_is_left_behind(path) or _is_hidden(path, folder)):
            yield path


def is_opened(path: Path) -> bool:
    """Return whether a file of a folder is opened to see whether it is a report."""
    return path.suffix.lower() in report_suffixes()


def _is_left_behind(path: Path) -> bool:
    return path.name in _SYSTEM or path.suffix.lower() in _BESIDE_DRAFTS or _is_by_work(path)


def _is_hidden(path: Path, folder: Path) -> bool:
    return any(part.startswith(".") for part in path.relative_to(folder).parts)


def _is_by_work(path: Path) -> bool:
    """Return whether a file is a by-product of work on another one, or on all of them."""
    name = path.name
    stem, _, suffix = name.rpartition(".")
    return (
        name.startswith(_BESIDE)
        or stem.endswith((QUESTIONS, OVERVIEW))
        or path.parts[-2:-1] == (BOOK,)
        or is_about_ledger(path)
        or (f".{suffix.lower()}" != DRAFT and _is_output(path))
    )


def _is_output(path: Path) -> bool:
    """Return whether a file is the output of the draft beside it, or of a kit for posting.

    甲.docx beside 甲.toml; 甲-公布/甲.docx, for 公布清单.md is beside it
    """
    if path.with_name(POSTING_LIST).exists():
        return True
    return path.with_name(path.stem.removesuffix(f"-{STAMP}") + DRAFT).exists()
