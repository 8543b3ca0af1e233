"""`tuiwizard render --charts`: pictures of a report's figures, as files beside it."""

from argparse import Namespace
from collections.abc import Iterable, Mapping
from pathlib import Path

from tuiwizard.cli.output import tell
from tuiwizard.county.inbox import report_files, report_suffixes
from tuiwizard.county.received_file import ReceivedFile, read_file
from tuiwizard.drafts import last_year
from tuiwizard.errors import CommandError, TuiwizardError
from tuiwizard.importing import published
from tuiwizard.rendering.charts import svg
from tuiwizard.rendering.document import stamped
from tuiwizard.rendering.formats import needs_extra, parted
from tuiwizard.report import chart_data
from tuiwizard.report.chart import Chart
from tuiwizard.report.draft import Draft
from tuiwizard.report.stamp import STAMP
from tuiwizard.words import tr


def refuse_what_cannot_be(options: Namespace) -> None:
    """Refuse options that contradict each other.

    Raises:
        CommandError: There is no file beside which pictures could stand, or no pictures.
    """
    if options.charts and options.output == "-":
        raise CommandError(tr("--charts 把图写成文件，放在输出文件旁边，请用 -o 给出文件名"))
    if options.units and not options.charts:
        raise CommandError(tr("--units 只和 --charts 一起用"))
    if options.chart_type and not options.charts:
        raise CommandError(tr("--chart-type 只和 --charts 一起用"))
    options.chart_type = options.chart_type or "svg"


def charts(options: Namespace, file: ReceivedFile) -> tuple[dict[Path, Chart], int]:
    """Return every chart of a report, under the path of its file.

    One of a single bar compares nothing; it is not made, and that is said.

    Returns:
        The charts, and how many of the units' reports could not be read; each is named on stderr.
    """
    others, unreadable = _others(options.units or (), file.path)
    target = Path(options.output)
    stem, _ = parted(target)
    found = {}
    for chart in _charts(file, others):
        if len(chart.bars) == 1:
            tell(
                tr(
                    "没有画“{name}”：只有“{label}”一项，比不出什么；用 --units 给出别的年报",
                    name=chart.name,
                    label=chart.bars[0].label,
                )
            )
            continue
        path = target.with_name(f"{stem}-{chart.name}.{options.chart_type}")
        found[stamped(path) if options.as_draft else path] = chart
    return found, unreadable


def drawn(found: Mapping[Path, Chart], *, as_draft: bool) -> dict[Path, bytes]:
    """Draw charts, each as its file's name says.

    Raises:
        CommandError: One is to be PNG, and what draws it is not installed.
    """
    stamp = STAMP if as_draft else ""
    return {path: _drawn(path, svg(chart, stamp=stamp)) for path, chart in found.items()}


def _drawn(path: Path, picture: str) -> bytes:
    if path.suffix != ".png":
        return picture.encode()
    from tuiwizard.rendering.picture_file import png  # only who asks for it needs it

    try:
        return png(picture)
    except ModuleNotFoundError as error:
        raise needs_extra("PNG", "print") from error


def _charts(file: ReceivedFile, others: list[Draft]) -> list[Chart]:
    draft, name = file.draft, chart_data.agency(file.draft)
    last = last_year.recall(draft, file.path, published).draft
    own = [d for d in others if chart_data.agency(d) == name and name]
    by_year = {d.year: chart_data.received(d) for d in (*own, *([last] if last else []), draft)}
    charts = [
        chart_data.outcomes(draft),
        chart_data.applicants(draft),
        chart_data.years(name, by_year),
    ]
    units = [d for d in others if d.year == draft.year and d not in own]
    if units:
        known = [(chart_data.agency(d), chart_data.received(d)) for d in units]
        charts.append(chart_data.units(draft.year, known))
    return charts


def _others(paths: Iterable[Path], own: Path) -> tuple[list[Draft], int]:
    """Read the reports of other agencies and years; of two for one office and year, the first."""
    found: dict[tuple[str, int], Draft] = {}
    unreadable = 0
    for path in report_files(paths, report_suffixes):
        if path.resolve() == own.resolve():
            continue
        try:
            draft = read_file(path).draft
        except TuiwizardError as error:
            tell(str(error))
            unreadable += 1
            continue
        key = chart_data.agency(draft) or str(path), draft.year
        if found.setdefault(key, draft) is not draft:
            tell(
                tr(
                    "{path}：{agency} {year} 年已经有一份，这一份没有画进图里",
                    path=path,
                    agency=key[0],
                    year=draft.year,
                )
            )
    return list(found.values()), unreadable
