"""A list lays its rows out for the room that is really there."""

from collections.abc import Sequence

from textual.app import App, ComposeResult

from tuiwizard.tui.widgets.listing import Listing


class _Sentences:
    """Rows of one sentence each, broken at the width."""

    def __init__(self, *sentences: str) -> None:
        self._sentences = sentences

    def _broken(self, row: int, width: int) -> list[str]:
        text = self._sentences[row]
        return [text[start : start + width] for start in range(0, len(text), width)]

    def header(self, _: int) -> Sequence[str]:
        return ()

    def spans(self, width: int) -> Sequence[int]:
        return [len(self._broken(row, width)) for row in range(len(self._sentences))]

    def line(self, row: int, number: int, width: int) -> Sequence[str]:
        return [self._broken(row, width)[number]]


class _Listed(App[None]):
    def __init__(self, *sentences: str) -> None:
        super().__init__()
        self._sentences = sentences

    def compose(self) -> ComposeResult:
        yield Listing(_Sentences(*self._sentences))


async def test_the_scrollbar_takes_no_character_with_it() -> None:
    # As wide as the screen, and one more line than it: the scrollbar comes after the laying out.
    sentences = [chr(ord("a") + row) * 19 + "$" for row in range(6)]
    app = _Listed(*sentences)
    async with app.run_test(size=(20, 5)) as pilot:
        await pilot.pause()
        listing = app.query_one(Listing)
        assert listing.show_vertical_scrollbar
        width = listing.room
        expected = [part for text in sentences for part in (text[:width], text[width:])]
        read = []
        for row in range(len(sentences)):
            await pilot.press("home", *["down"] * row)
            await pilot.pause()
            top = int(listing.scroll_offset.y)
            lines = [listing.render_line(y).text.rstrip() for y in range(listing.size.height)]
            read += [(top + y, line[:width].rstrip()) for y, line in enumerate(lines)]
        assert [line for _, line in sorted(set(read))] == expected
