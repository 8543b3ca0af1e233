"""One report: its draft file, its figures, and how it reads as it was published."""

from decimal import Decimal
from pathlib import Path

from tuiwizard.api import StrPath
from tuiwizard.drafts import files, history, store
from tuiwizard.errors import SourceError
from tuiwizard.importing import read_published
from tuiwizard.importing.imported import Imported
from tuiwizard.report.draft import Draft
from tuiwizard.report.figures import Figures, figure_cells
from tuiwizard.words import tr


def load(path: StrPath) -> Draft:
    """Read a draft file.

    Args:
        path: The file; the program writes them as `.toml`.

    Raises:
        DraftError: It cannot be read, or is no draft; the sentence names file, key and line.

    Example:
        >>> import tuiwizard
        >>> tuiwizard.load("no such file.toml")
        Traceback (most recent call last):
        ...
        tuiwizard.errors.DraftUnreadable: no such file.toml：没有这个文件，请检查文件名和路径
    """
    return store.load(Path(path))


def save(draft: Draft, path: StrPath, *, force: bool = False) -> None:
    """Write a draft file; the same draft gives the same bytes.

    Args:
        draft: The draft.
        path: Its file.
        force: Whether a file that is there may be replaced; the history keeps what it held.

    Raises:
        SaveError: The file is there already, or cannot be written.

    Example:
        >>> import tuiwizard
        >>> draft = tuiwizard.Draft.new(2025, name="甲县乙局", level="county_department")
        >>> tuiwizard.save(draft, "saved.toml")
        >>> tuiwizard.load("saved.toml") == draft
        True
    """
    file = Path(path)
    if force and files.is_there(file):
        history.keep(file, files.read_bytes(file), history.REPLACED)
    store.create(file, draft, force=force)


def figures(draft: Draft) -> dict[str, int | Decimal | None]:
    """Return the figure of every cell, totals included, by its path in the order of the form.

    Args:
        draft: The draft; its sections need not be finished. Counts are in 件, amounts of money in
            the unit of their cell. What is blank or no figure is None, and so is a total of it.

    Example:
        >>> import tuiwizard
        >>> draft = tuiwizard.Draft.new(2025).with_texts({"requests.received.natural_person": "12"})
        >>> found = tuiwizard.figures(draft)
        >>> found["requests.received.natural_person"], found["requests.received.total"]
        (12, None)
    """
    known = Figures(draft)
    return {cell.path: known.value(cell.path) for cell in figure_cells(draft.edition)}


def import_report(path: StrPath, *, agency: str = "", year: int | None = None) -> Imported:
    """Read a report as it was published; what is not certain is blank, and named.

    Args:
        path: The file: a page, Word, PDF, a workbook, Markdown or text.
        agency: The name of the office, where the file does not print it or not in full.
        year: The report year, likewise.

    Raises:
        SourceError: It cannot be read; the sentence names the file.

    Example:
        >>> import tuiwizard
        >>> draft = tuiwizard.Draft.new(2025, name="甲县乙局").with_texts({"problems.text": "无。"})
        >>> with open("posted.md", "wb") as file:
        ...     _ = file.write(tuiwizard.render(draft, "markdown", as_draft=True))
        >>> found = tuiwizard.import_report("posted.md")
        >>> found.agency, found.year, found.texts["problems.text"]
        ('甲县乙局', 2025, '无。')
    """
    from tuiwizard.importing.sources import MAX_BYTES  # who loads a draft does without

    file = Path(path)
    data = files.read_at_most(MAX_BYTES + 1, file, tr("年报的文件"))
    try:
        return read_published(data, file.name, agency=agency, year=year)
    except SourceError as error:
        raise type(error)(tr("{path}：{error}", path=file, error=error)) from error.__cause__
