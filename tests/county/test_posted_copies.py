"""A folder of posted copies against the drafts that came in."""

from pathlib import Path

import pytest

from tests.county import generated
from tests.signing import signed
from tuiwizard.county.desk import look
from tuiwizard.county.desk_row import DeskRow, read_desk_row
from tuiwizard.county.posted_copies import verify_folder
from tuiwizard.posting.posted_copy import Verdict
from tuiwizard.rendering.formats import write
from tuiwizard.rendering.style import Style

CELL = "appeals.review.upheld"


@pytest.fixture
def rows(tmp_path: Path) -> list[DeskRow]:
    folder = tmp_path / "received"
    generated.write(folder, 3)
    (folder / "坏.toml").write_text("= 1", "utf-8")
    (folder / "页.html").write_bytes(write(signed(generated.unit(5)), "html"))
    return [read_desk_row(path) for path in look(folder)]


def test_each_copy_is_held_against_the_draft_of_its_office(
    rows: list[DeskRow], tmp_path: Path
) -> None:
    folder = tmp_path / "posted"
    folder.mkdir()
    first, second = generated.unit(0), generated.unit(1)
    changed = second.with_texts({CELL: "4321"})
    (folder / "a.html").write_bytes(write(signed(first), "html"))
    (folder / "b.docx").write_bytes(write(signed(changed), "docx"))
    page = write(signed(first), "html", style=Style(no_title=True)).decode()
    name = f"00000-{generated.name(0)}"
    (folder / f"{name}.htm").write_text(page.replace(f"{first.report.title}", ""), "utf-8")
    (folder / "z.md").write_bytes(write(signed(generated.unit(9)), "markdown"))
    (folder / "y.txt").write_text("通知", "utf-8")
    found = verify_folder(rows, folder)
    assert {copy.path.name: copy.verdict for copy in found.copies} == {
        "a.html": Verdict.EQUAL,
        "b.docx": Verdict.DIFFERENT,
        f"{name}.htm": Verdict.EQUAL,
        "z.md": Verdict.UNREADABLE,
        "y.txt": Verdict.UNREADABLE,
    }
    by_name = {copy.path.name: copy for copy in found.copies}
    assert CELL in [difference.path for difference in by_name["b.docx"].differences]
    assert by_name["z.md"].problem == "收到的草稿里没有这个机关这一年的"
    assert found.unposted == (generated.name(2),)
