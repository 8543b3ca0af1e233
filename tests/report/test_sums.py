"""Totals kept up to date are the totals of all that is there."""

from hypothesis import given
from hypothesis import strategies as st

from tuiwizard.forms.layout import cells
from tuiwizard.report.entries import Entries
from tuiwizard.report.shown import Look
from tuiwizard.report.sums import Sums
from tuiwizard.report.tally import figures

CELLS = cells("2021", "requests")
PATHS = [cell.path for cell in CELLS if not cell.computed]
TYPED = ("", "0", "7", "１２", "1,234", "x", " ")
EDITS = st.lists(
    st.tuples(
        st.sampled_from(PATHS[:40]), st.sampled_from(["", "0", "7", "１２", "1,234", "x", " "])
    ),
    max_size=30,
)


@given(EDITS)
def test_as_if_all_had_been_typed_at_once(edits: list[tuple[str, str]]) -> None:
    texts: dict[str, str] = {}
    sums = Sums(CELLS, {})
    for path, text in edits:
        texts = Entries.of({**texts, path: text}).texts  # type: ignore[assignment]
        before = dict(sums.shown)
        changed = sums.put(path, texts)
        assert {p for p, shown in sums.shown.items() if shown != before[p]} == set(changed)
    whole = Sums(CELLS, texts)
    assert (sums.shown, sums.known, sums.texts) == (whole.shown, whole.known, whole.texts)
    assert sums.known == figures("2021", "requests", Entries(texts))
    emptied = Sums(CELLS, texts)
    emptied.update({})
    assert emptied.shown == Sums(CELLS, {}).shown


def test_a_figure_changes_itself_and_the_totals_it_is_part_of() -> None:
    sums = Sums(CELLS, {})
    path = "requests.outcomes.granted.business"
    assert sums.update({path: "3"}) == (
        path,
        "requests.outcomes.granted.total",
        "requests.outcomes.total.business",
        "requests.outcomes.total.total",
    )
    assert sums.shown["requests.outcomes.total.total"].text == "~3"
    assert sums.update({path: "3"}) == ()
    assert sums.put(path, {path: "3x"})
    assert sums.shown[path].look is Look.REFUSED
    assert sums.known == {}
