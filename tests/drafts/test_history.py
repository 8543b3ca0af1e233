"""The last versions of a draft: what is kept, for how long, and that it is never in the way."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tuiwizard.drafts import history
from tuiwizard.drafts.history import KEEP, KEEP_ANYWAY, KEEP_FOR, keep, versions
from tuiwizard.forms.editions import section_title


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "draft.toml"


def backdate(path: Path, by: timedelta) -> None:
    """Make every version older."""
    for version in versions(path):
        when = (version.when - by).strftime(history._TIME)
        version.file.rename(version.file.with_name(f"{when}-{version.step}.toml"))


def test_the_latest_comes_first_with_time_step_and_size(path: Path) -> None:
    before = datetime.now().astimezone()
    keep(path, b"a", "agency")
    keep(path, "甲".encode(), "requests")
    latest, first = versions(path)
    assert (latest.step, latest.size, history.read(latest)) == ("requests", 3, "甲".encode())
    assert (first.step, first.size) == ("agency", 1)
    assert before <= first.when <= latest.when <= datetime.now().astimezone()
    title = section_title("2021", "requests")
    assert str(latest) == f"{latest.when:%Y-%m-%d %H:%M:%S}  {title}  0.0 KB"
    assert versions(path.with_name("other.toml")) == ()


def test_the_same_is_kept_once(path: Path) -> None:
    for step in ("agency", "requests"):
        keep(path, b"a", step)
    assert len(versions(path)) == 1


def test_typing_in_one_step_is_kept_once_a_minute(path: Path) -> None:
    for number in range(5):
        keep(path, b"%d" % number, "overview", settled=False)
    assert [history.read(v) for v in versions(path)] == [b"0"]
    keep(path, b"5", "overview")  # settled: the step is left
    keep(path, b"6", "problems", settled=False)  # another step
    assert [history.read(v) for v in versions(path)] == [b"6", b"5", b"0"]
    backdate(path, timedelta(minutes=2))
    keep(path, b"7", "problems", settled=False)
    assert history.read(versions(path)[0]) == b"7"


def test_only_so_many_are_kept(path: Path) -> None:
    for number in range(KEEP + 5):
        keep(path, b"%d" % number, "agency")
    assert len(versions(path)) == KEEP
    assert history.read(versions(path)[-1]) == b"5"


def test_old_ones_go_but_the_last_few_stay(path: Path) -> None:
    for number in range(KEEP_ANYWAY + 5):
        keep(path, b"%d" % number, "agency")
    backdate(path, KEEP_FOR + timedelta(days=1))
    keep(path, b"new", "agency")
    assert len(versions(path)) == KEEP_ANYWAY
    assert history.read(versions(path)[0]) == b"new"


def test_other_files_in_the_folder_are_no_versions(path: Path, state: Path) -> None:
    keep(path, b"a", "agency")
    folder = versions(path)[0].file.parent
    (folder / "20260101T000000.000000+0800-nothing.toml").write_text("x")
    (folder / "20261341T000000.000000+0800-agency.toml").write_text("x")
    (folder / "notes.txt").write_text("x")
    assert folder.is_relative_to(state)
    assert folder.stat().st_mode & 0o077 == 0
    keep(path, b"b", "agency")


def test_a_history_that_cannot_be_written_is_not_missed(path: Path, state: Path) -> None:
    state.write_text("a file where the folder should be")
    keep(path, b"a", "agency")
    assert versions(path) == ()


def test_a_version_that_cannot_be_read_is_not_the_same(path: Path) -> None:
    keep(path, b"a", "agency")
    file = versions(path)[0].file
    file.unlink()
    file.mkdir()
    keep(path, b"a" * versions(path)[0].size, "agency")
    assert len(versions(path)) == 2
