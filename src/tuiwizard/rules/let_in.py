"""What was let into a sum although its figures were not fit for it: R308."""

from collections.abc import Iterator

from tuiwizard.forms.layout import cells_by_path
from tuiwizard.forms.short_label import short_label
from tuiwizard.report.figures import figure_cells
from tuiwizard.report.metadata import Source
from tuiwizard.rules.case import Case
from tuiwizard.rules.finding import Severity
from tuiwizard.rules.report_ref import SHOWN, some
from tuiwizard.rules.rule import Observation, rule
from tuiwizard.words import Joined, Message, Plural


@rule("R308", Severity.QUERY, "加进来的数没有缺的、错的", section="requests")
def parts_are_whole(case: Case) -> Iterator[Observation]:
    """《条例》第四十九条：本级政府的年报由主管部门根据各单位提交的年报编制。

    只在汇总稿里检查：按指定照样计入的单位，加进来时没有填或有错的格，说出是哪个单位的哪几格。
    它改好以后重新汇总，就没有了。
    """
    by_cells: dict[tuple[str, ...], list[Source]] = {}
    for source in case.draft.sources:
        if cells := _off(case.draft.edition, source):
            by_cells.setdefault(cells, []).append(source)
    for cells, sources in by_cells.items():
        yield Observation(
            cells,
            Message(
                "{agencies}加进来时{cells}没有填或有错，汇总的数因此不全或不对，"
                "请等改好以后重新汇总，或写明原因",
                agencies=some([f"“{source.agency}”" for source in sources]),
                cells=named_cells(case.draft.edition, cells),
            ),
            tied=" ".join(source.sha256 for source in sources),
        )


def _off(edition: str, source: Source) -> tuple[str, ...]:
    """Return the cells that were off, in the order of the form; a draft may be edited by hand."""
    off = frozenset(source.off)
    return tuple(cell.path for cell in figure_cells(edition) if cell.path in off) if off else ()


def named_cells(edition: str, paths: tuple[str, ...]) -> Message:
    """Return the labels of the first few of many cells, and how many there are."""
    labels = []
    for path in paths[:SHOWN]:
        cell = cells_by_path(edition, path.partition(".")[0])[path]
        labels.append(f"“{short_label(cell)}”")
    shown = Joined("、", labels)
    if len(paths) <= SHOWN:
        return shown
    return Message("{shown}{more}", shown=shown, more=Plural(" 等 {n} 格", len(paths)))


RULES = (parts_are_whole,)
