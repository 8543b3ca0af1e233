"""公布包: everything that is needed to post a report, in one folder; all of it, or nothing."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from tuiwizard.errors import CommandError
from tuiwizard.posting.names import FOLDER_END, POSTING_LIST
from tuiwizard.posting.posting_list import posting_list
from tuiwizard.rendering.correction_notice import (
    FORMATS_OF_NOTICE,
    notice_path,
    write_notice,
)
from tuiwizard.rendering.document import stamped
from tuiwizard.rendering.formats import ALL_FORMATS, write
from tuiwizard.rendering.style import PLAIN, Style
from tuiwizard.report.draft import Draft


class KitFile(NamedTuple):
    """A file of a kit.

    Attributes:
        path: Where it goes.
        data: What is in it.
        to: The key of its format; empty for the list, and for the notice of a correction.
    """

    path: Path
    data: bytes
    to: str = ""


class Kit(NamedTuple):
    """What is needed to post a report.

    Attributes:
        files: The files, the list last.
        left_out: Why a format that nobody named cannot be written here, one sentence each.
    """

    files: list[KitFile]
    left_out: list[str]


def kit_folder(draft_path: Path) -> Path:
    """Return the folder of a draft's kit: 甲.toml -> 甲-公布."""
    return draft_path.with_name(f"{draft_path.stem}{FOLDER_END}")


def kit_paths(folder: Path, name: str, formats: Iterable[str], *, as_draft: bool) -> list[Path]:
    """Return the files that a kit has, in their order, the list last.

    Args:
        folder: Where they go.
        name: How their names begin.
        formats: The keys of the formats.
        as_draft: Whether their names say that they are drafts.
    """
    named = [folder / f"{name}{ALL_FORMATS[to].suffix}" for to in formats]
    return [*(map(stamped, named) if as_draft else named), folder / POSTING_LIST]


def kit(
    draft: Draft,
    folder: Path,
    source: str,
    formats: Sequence[str] | None = None,
    *,
    as_draft: bool = False,
    style: Style = PLAIN,
) -> Kit:
    """Return the files of a kit; nothing is written.

    Args:
        draft: What is posted.
        folder: Where they go.
        source: The name of the draft's file, after which they are named.
        formats: The keys of the formats; None takes every one that can be written here.
        as_draft: Whether they are stamped as drafts.
        style: What the office wants otherwise.

    Raises:
        NotPublishable: Something is missing or wrong, and a draft was not asked for.
        CommandError: A format that was named needs a package that is not installed.
    """
    made: dict[str, bytes] = {}
    left_out = []
    for to in formats or ALL_FORMATS:
        try:
            made[to] = write(draft, to, as_draft=as_draft, style=style)
        except CommandError as error:
            if formats:
                raise
            left_out.append(str(error))
    *paths, last = kit_paths(folder, Path(source).stem, made, as_draft=as_draft)
    files = [KitFile(path, made[to], to) for path, to in zip(paths, made, strict=True)]
    if draft.corrections:
        files += [
            KitFile(
                notice_path(file.path), write_notice(draft, file.to, as_draft=as_draft, style=style)
            )
            for file in files
            if file.to in FORMATS_OF_NOTICE
        ]
    told = [(file.path.name, file.to, len(file.data)) for file in files]
    page = posting_list(draft, source, told, as_draft=as_draft, day=style.day)
    return Kit([*files, KitFile(last, page.encode())], left_out)
