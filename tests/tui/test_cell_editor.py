"""Editing the text of one cell, against a plain string with a mark in it."""

from hypothesis import given
from hypothesis import strategies as st

from tuiwizard.tui.widgets.cell_editor import CellEditor

steps = st.lists(
    st.one_of(
        st.tuples(st.just("insert"), st.text("0１甲-.", min_size=1, max_size=5)),
        st.tuples(st.just("move"), st.integers(-9, 9)),
        st.tuples(st.sampled_from(["backspace", "delete"]), st.none()),
    )
)


def apply(editor: CellEditor, name: str, value: object) -> CellEditor:
    match name, value:
        case "insert", str(text):
            return editor.insert(text)
        case "move", int(by):
            return editor.move(by)
        case "backspace", _:
            return editor.backspace()
        case _:
            return editor.delete()


@given(st.text("0１甲", max_size=6), steps, st.booleans())
def test_an_editor_is_the_text_before_and_behind_its_mark(
    text: str, steps: list[tuple[str, object]], in_place: bool
) -> None:
    editor = CellEditor(text, len(text), in_place)
    before, behind = list(text), list[str]()
    for name, value in steps:
        editor = apply(editor, name, value)
        if isinstance(value, str):
            before += value
        elif isinstance(value, int):
            every, at = before + behind, min(max(len(before) + value, 0), len(before + behind))
            before, behind = every[:at], every[at:]
        elif name == "backspace":
            before = before[:-1]
        else:
            behind = behind[1:]
        assert editor == CellEditor("".join(before + behind), len(before), in_place)
