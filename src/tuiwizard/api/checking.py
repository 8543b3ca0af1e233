"""A report checked, and put out only where nothing stands in the way."""

from datetime import date
from pathlib import Path

from tuiwizard.api import StrPath
from tuiwizard.county.checked_report import CheckedReport, check_report
from tuiwizard.county.received_file import ReceivedFile, read_file
from tuiwizard.drafts import last_year
from tuiwizard.errors import CommandError, NotPublishable
from tuiwizard.importing import published
from tuiwizard.rendering import formats
from tuiwizard.rendering.formats import ALL_FORMATS
from tuiwizard.rendering.style import PLAIN, Style
from tuiwizard.report.draft import Draft
from tuiwizard.rules.case import Case
from tuiwizard.rules.finding import what_blocks
from tuiwizard.rules.registry import check as run_rules
from tuiwizard.words import Joined, tr


def check(report: Draft | StrPath, *, previous: Draft | StrPath | None = None) -> CheckedReport:
    """Run every check over a report, as `tuiwizard check` does.

    Args:
        report: A draft file or a published report: what its file remembers and what lies beside it
            (last year's report, the rows counted from a ledger) is looked at, too. Of a draft
            alone only its content is checked.
        previous: Last year's report, to compare with; without it the one the file remembers.

    Raises:
        TuiwizardError: It cannot be read, or is no report; the sentence names the file.

    Example:
        >>> import tuiwizard
        >>> draft = tuiwizard.Draft.new(2025, name="甲县乙局", level="county_department")
        >>> checked = tuiwizard.check(draft)
        >>> checked.publishable, checked.unfinished[0], checked.findings[0].rule
        (False, 'overview', 'R002')
    """
    last = previous if isinstance(previous, Draft) or previous is None else _report(previous)
    if not isinstance(report, Draft):
        return check_report(read_file(Path(report)), last)
    today = date.today()  # noqa: DTZ011 - the local day is meant
    return CheckedReport(
        ReceivedFile(Path(), b"", report), run_rules(Case(report, last, today=today))
    )


def _report(path: StrPath) -> Draft:
    """Return a report of the year before, whichever way it is written."""
    draft, _ = last_year.read(Path(path), published)
    return draft


def render(
    report: Draft | StrPath,
    to: str = formats.DEFAULT,
    *,
    as_draft: bool = False,
    style: Style = PLAIN,
) -> bytes:
    """Return a report as a file of some format has it; the same report gives the same bytes.

    Args:
        report: A draft, or the path of what `check` reads.
        to: The format: `markdown`, `html`, `fragment`, `docx`, `pdf`, `xlsx`, `poster`,
            `poster-png` or `poster-pdf`.
        as_draft: Whether it is stamped 草稿（未经审核）, and so put out whatever is missing.
        style: What is wanted otherwise; what the format does not understand is not used.

    Raises:
        NotPublishable: It is unfinished, wrong, or not reviewed and signed as it is now, and was
            not asked for as a draft.
        CommandError: There is no such format, or it needs an extra that is not installed.
        TuiwizardError: The file cannot be read.

    Example:
        >>> import tuiwizard
        >>> draft = tuiwizard.Draft.new(2025, name="甲县乙局", level="county_department")
        >>> print(tuiwizard.render(draft, "markdown", as_draft=True).decode().splitlines()[0])
        # 甲县乙局2025年政府信息公开工作年度报告
        >>> tuiwizard.render(draft, "docx")  # doctest: +ELLIPSIS
        Traceback (most recent call last):
        ...
        tuiwizard.errors.NotPublishable: 不能生成公布稿，年报还没有完成：...
    """
    if to not in ALL_FORMATS:
        known = tr("、").join(ALL_FORMATS)
        raise CommandError(tr("没有“{to}”这种格式，能输出的有 {known}", to=to, known=known))
    checked = check(report)
    if not as_draft:
        _refuse_unpublishable(checked)
    return formats.write(checked.draft, to, as_draft=as_draft, style=style)


def _refuse_unpublishable(checked: CheckedReport) -> None:
    """Refuse what has errors; `rendering` itself looks for what is missing, or not signed."""
    amounts = what_blocks(checked.findings)
    if checked.draft.report.complete and amounts:
        raise NotPublishable(tr("不能生成公布稿：有 {amounts}", amounts=Joined("、", amounts)))
