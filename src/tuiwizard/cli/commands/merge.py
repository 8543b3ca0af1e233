"""`tuiwizard merge`: many reports added up into the county's own, and who is missing."""

from argparse import Namespace
from collections.abc import Iterable
from pathlib import Path

from tuiwizard.cli.accounts import Accounts
from tuiwizard.cli.batch import Task
from tuiwizard.cli.grammar import (
    Parser,
    with_expect,
    with_format,
    with_level,
    with_reports,
    with_year,
)
from tuiwizard.cli.merge_inputs import Replaced, chosen, given_tasks, read_merge_inputs
from tuiwizard.cli.merge_report import MergeReport, as_object, narration
from tuiwizard.cli.output import emit_json, say, tell
from tuiwizard.county.cross_checks import similar_texts
from tuiwizard.county.expected import Attendance, attendance, read_list
from tuiwizard.county.let_in import LetIn
from tuiwizard.county.merge import MergeResult
from tuiwizard.county.merge_input import MergeInput, read_texts
from tuiwizard.county.remerge import Options, merge_into, sources_to_open, write_sum
from tuiwizard.county.texts_page import texts_page
from tuiwizard.drafts import files, store
from tuiwizard.errors import CommandError, DraftError
from tuiwizard.report.draft import Draft
from tuiwizard.words import plural, tr


def add_arguments(parser: Parser) -> None:
    """Add the reports, the draft of their sum, and what may become part of it."""
    with_reports(parser, "*", tr("草稿或已公布的年报，或装有它们的文件夹；重新汇总时可以不给"))
    parser.add_argument(
        "-o", dest="output", metavar="DRAFT", type=Path, required=True, help=tr("汇总成的草稿文件")
    )
    parser.add_argument("--agency", metavar="NAME", help=tr("汇总以后的机关名称，第一次汇总要给出"))
    with_level(parser, tr("它的层级"))
    with_expect(parser, tr("应报机关的名单（CSV 或文本），对照谁还没有报"))
    with_year(parser)
    parser.add_argument(
        "--explain",
        metavar="CELL",
        help=tr("不汇总，只说汇总稿里这一格的数各单位加了多少；写格的路径"),
    )
    parser.add_argument(
        "--texts",
        metavar="OUT",
        type=Path,
        help=tr("把各单位的正文写成一份 Markdown，供起草时取用"),
    )
    parser.add_argument(
        "--include-unfinished",
        action="store_true",
        help=tr("数没有填完、有错的也全部计入，填了多少加多少；不给则不计入，并指出是哪几份"),
    )
    parser.add_argument(
        "--include",
        metavar="NAME",
        action="append",
        default=[],
        help=tr("数没有填完、有错的也计入这一个机关（或文件）的；可以给几次"),
    )
    parser.add_argument(
        "--update", action="store_true", help=tr("汇总以后有改动、有新的一份的，换成现在的")
    )
    parser.add_argument(
        "--force",
        action="store_true",
        help=tr("已有同名文件时覆盖；是汇总草稿的，只把手改过的数换成各份之和，正文不动"),
    )
    with_format(parser)


def run(options: Namespace) -> int:
    """Add up reports, write the sum, and say what is not in it.

    Returns:
        0: all that was given is in the sum; 1: something is left out or missing, a name to include
        is nobody's, or nothing was written because something has to be settled first; 2: a file
        could not be read.

    Raises:
        TuiwizardError: The list or the draft cannot be read, or an output not written.
    """
    if options.explain is not None:
        return _explain(options)
    expected = read_list(options.expect) if options.expect is not None else ()
    known = _known(options)
    if known is None:
        _refuse_incomplete(options)
    unreadable: dict[str, str] = {}
    replaced: list[Replaced] = []
    accounts = Accounts(
        options.files, (options.output, options.texts, options.expect), options.year
    )
    result = _add_up(options, known, unreadable, accounts, replaced)
    draft, reports = result.draft, result.reports
    refs = [one.ref for one in reports]
    present = attendance(expected, refs, accounts.files) if expected else Attendance()
    report = MergeReport(
        result,
        unreadable,
        present,
        similar_texts(reports),
        _let_in(options).unmatched(reports),
        accounts,
        tuple(replaced),
    )
    for line in narration(report):
        tell(line)
    if draft is not None:
        _write(options, result.added, draft, known)
    if options.format == "json":
        emit_json(as_object(options.output, report))
    elif draft is not None:
        name = draft.agency_name
        say(
            plural(
                "{output}：{name} {year} 年，{n} 份加在一起",
                len(result.added),
                output=options.output,
                name=name,
                year=draft.year,
            )
        )
    if unreadable:
        return 2
    kept_out = result.left_out or present.missing or present.waiting or report.unmatched
    whole = draft is not None and not kept_out
    return 0 if whole else 1


def _explain(options: Namespace) -> int:
    if options.files:
        raise CommandError(tr("--explain 只看汇总稿，请去掉别的文件，汇总稿写在 -o 后面"))
    from tuiwizard.cli.merge_explain import explain  # who adds up does without

    return explain(options.output, options.explain, as_json=options.format == "json")


def _known(options: Namespace) -> Draft | None:
    """Load the merged draft that is there already; nothing is read in vain before it is refused."""
    if options.texts is not None and not options.force:
        files.refuse_to_overwrite(options.texts)
    if not files.is_there(options.output):
        return None
    try:
        draft = store.load(options.output)
    except DraftError:
        if not options.force:
            raise
        return None
    if draft.sources:
        if options.year not in (None, draft.year):
            raise CommandError(
                tr(
                    "{output} 是 {year} 年的汇总稿，--year 却是 {other}，请换一个文件名或年度",
                    output=options.output,
                    year=draft.year,
                    other=options.year,
                )
            )
        return draft
    if not options.force:
        files.refuse_to_overwrite(options.output)
    return None


def _refuse_incomplete(options: Namespace) -> None:
    """Refuse to begin a sum of nothing, or for nobody."""
    if not options.files:
        raise CommandError(
            tr("没有给出要汇总的年报，请给出文件或文件夹；用 tuiwizard merge -h 查看用法")
        )
    if not options.agency:
        raise CommandError(tr("缺少参数 --agency：请写上汇总以后是哪个机关的年报"))


def _add_up(
    options: Namespace,
    known: Draft | None,
    unreadable: dict[str, str],
    accounts: Accounts,
    replaced: list[Replaced],
) -> MergeResult:
    """Add up what is given, and what the draft is made of already."""
    sources = sources_to_open(known, options.output) if known is not None else ()
    apart = (options.output, options.texts, options.expect, *sources)
    return merge_into(
        options.output,
        known,
        chosen(
            read_merge_inputs(given_tasks(options.files, apart), unreadable, accounts),
            options.files,
            replaced,
        ),
        lambda paths: read_merge_inputs(map(Task, paths), {}),
        Options(
            options.agency or "",
            options.level or "",
            _let_in(options),
            options.update,
            options.force,
        ),
    )


def _let_in(options: Namespace) -> LetIn:
    return LetIn.named(options.include, everything=options.include_unfinished)


def _write(
    options: Namespace, added: Iterable[MergeInput], draft: Draft, known: Draft | None
) -> None:
    if draft == known:
        tell(tr("{output} 没有变化", output=options.output))
    else:
        write_sum(options.output, draft)
        tell(tr("已写入草稿 {output}", output=options.output))
    if options.texts is not None:
        title = f"{draft.year} 年各单位年报的正文"  # not said: printed
        reports = ((one.ref.agency, read_texts(one)) for one in added)
        files.write_text(options.texts, "".join(texts_page(title, draft.edition, reports)))
        tell(tr("已写入各单位的正文 {texts}", texts=options.texts))
