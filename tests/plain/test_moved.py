"""The line mode on a draft that was moved away from last year's report."""

from pathlib import Path

from tests.cli.test_moved import at_home
from tests.plain.conftest import Person


def test_the_line_mode_says_the_same(person: Person, draft_file: Path) -> None:
    data = {"previous": {"requests.received.business": "3", "requests.carried_out.business": "3"}}
    home = at_home(draft_file.parent, data)
    home.replace(draft_file)
    said = person(":检查").said
    assert "上年年报“结转下年度继续办理”是 3" in said
    (draft_file.parent / "last.toml").unlink()
    assert person(":检查").said == said
