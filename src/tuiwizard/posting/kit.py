"""公布包: everything that is needed to post a report, in one folder; all of it, or nothing."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from tuiwizard.posting.names import FOLDER_END, POSTING_LIST
from tuiwizard.posting.posting_list import posting_list
from tuiwizard.rendering.document import stamped
from tuiwizard.rendering.formats import FORMATS, write
from tuiwizard.rendering.style import PLAIN, Style
from tuiwizard.report.draft import Draft


class KitFile(NamedTuple):
    """A file of a kit.

    Attributes:
        path: Where it goes.
        data: What is in it.
        to: The key of its format; empty for the list.
    """

    path: Path
    data: bytes
    to: str = ""


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
    named = [folder / f"{name}{FORMATS[to].suffix}" for to in formats]
    return [*(map(stamped, named) if as_draft else named), folder / POSTING_LIST]


def kit(
    draft: Draft,
    folder: Path,
    source: str,
    formats: Sequence[str],
    *,
    as_draft: bool = False,
    style: Style = PLAIN,
) -> list[KitFile]:
    """Return the files of a kit; nothing is written.

    Args:
        draft: What is posted.
        folder: Where they go.
        source: The name of the draft's file, after which they are named.
        formats: The keys of the formats.
        as_draft: Whether they are stamped as drafts.
        style: What the office wants otherwise.

    Raises:
        NotPublishable: Something is missing or wrong, and a draft was not asked for.
        CommandError: A format needs a package that is not installed.
    """
    paths = kit_paths(folder, Path(source).stem, formats, as_draft=as_draft)
    made = [
        KitFile(path, write(draft, to, as_draft=as_draft, style=style), to)
        for path, to in zip(paths, formats, strict=False)  # the list has no format
    ]
    told = [(file.path.name, file.to, len(file.data)) for file in made]
    page = posting_list(draft, source, told, as_draft=as_draft, day=style.day)
    return [*made, KitFile(paths[-1], page.encode())]
