"""Every screen looks as in its picture: the words and the marks, which do not depend on fonts.

`make pictures` takes them anew; look at the PNGs of docs/pictures before they are kept.
"""

import pytest

from docs.pictures import FOLDER, SCENES, SIZES, take, words_and_marks, working_folder

THEMES = ("dark", "light")

pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="no pictures are kept: make pictures")


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("name", SCENES)
def test_a_screen_looks_as_in_its_picture(name: str, size: tuple[int, int]) -> None:
    """Dark as kept; light differs in nothing but its colours."""
    stem = f"{name}-{size[0]}x{size[1]}"
    kept = (FOLDER / f"{stem}.txt").read_text("utf-8")
    with working_folder(stem) as folder:
        taken = take(name, *size, folder)
        seen = {theme: words_and_marks(screen, f"ink-{theme}") for theme, screen in taken}
    assert seen["dark"] == kept
    assert words(seen["light"]) == words(kept)


def words(shown: str) -> list[str]:
    """The lines without how they are drawn."""
    return [line for line in shown.split("\n") if not line.startswith("  ~ ")]


def test_every_screen_has_its_pictures_and_no_other_has() -> None:
    stems = {f"{name}-{columns}x{lines}" for name in SCENES for columns, lines in SIZES}
    pictures = {f"{stem}-{theme}.png" for stem in stems for theme in THEMES}
    assert {path.name for path in FOLDER.iterdir()} == {f"{stem}.txt" for stem in stems} | pictures


def test_pictures_are_small() -> None:
    assert sum(path.stat().st_size for path in FOLDER.glob("*.png")) < 4_000_000
