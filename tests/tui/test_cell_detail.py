"""The lines below a table: cut at the edge, never in the middle of a character."""

from hypothesis import given
from hypothesis import strategies as st

from tuiwizard.tui.cells import cell_len
from tuiwizard.tui.widgets.cell_detail import fitted

WORDS = st.lists(
    st.tuples(st.text("中文（《1a ", max_size=20), st.sampled_from(["ink", "soft"])), max_size=5
)


@given(WORDS, st.integers(1, 60))
def test_a_line_fits(line: list[tuple[str, str]], width: int) -> None:
    found = fitted(line, width)
    text, whole = "".join(t for t, _ in found), "".join(t for t, _ in line)
    assert cell_len(text) <= max(width, 2)
    assert text == whole or cell_len(whole) > width
    assert text == whole or whole.startswith(text.rstrip("．"))


def test_what_is_cut_ends_in_dots_and_not_in_an_opening_bracket() -> None:
    assert fitted([("信息（条例第三十六条）", "soft")], 10) == [("信息．．", "soft")]
