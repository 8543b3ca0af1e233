"""What is typed into questions: kept, found again, dropped once it was handed in."""

import json
import os
import stat
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tuiwizard.drafts import unsent
from tuiwizard.drafts.unsent import Trail, Typed, Unsent

TRAIL = Trail("remarks", "publish", "", (("remark.section", "appeals"), ("form", ("甲", ""))))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "unsent" / "one.json"


@pytest.fixture
def texts(file: Path) -> Unsent:
    return Unsent(lambda: file)


def again(file: Path) -> Unsent:
    """What the next program finds."""
    return Unsent(lambda: file)


def test_what_is_typed_is_found_by_the_next(texts: Unsent, file: Path) -> None:
    texts.keep("remark", ("改第三项", "\udcff"), TRAIL)
    texts.flush()
    assert again(file).found("remark") == ("改第三项", "\udcff")
    assert again(file).last == Typed(("改第三项", "\udcff"), TRAIL)
    assert again(file).found("other") == ()


@pytest.mark.skipif(os.name == "nt", reason="Windows has other rights")
def test_nobody_else_can_read_it(texts: Unsent, file: Path) -> None:
    texts.keep("remark", ("改",))
    texts.flush()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert [path.name for path in file.parent.iterdir()] == [file.name]


def test_what_was_given_up_is_gone(texts: Unsent, file: Path) -> None:
    texts.keep("remark", ("改",))
    texts.drop("remark")
    texts.flush()
    assert not file.exists()


def test_the_last_one_of_which_it_is_known_how_it_began(texts: Unsent) -> None:
    assert texts.last is None
    texts.keep("remark", ("改",), TRAIL)
    texts.keep("find", ("甲",))
    assert texts.last == Typed(("改",), TRAIL)


def test_what_was_handed_in_stays_until_it_has_settled(
    texts: Unsent, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unsent, "SETTLED", 0.01)
    texts.keep("remark", ("改",))
    texts.hand_in("remark")
    texts.flush()
    assert texts.found("remark") == ()
    assert again(file).found("remark") == ("改",)
    texts.settle("remark", "unknown")
    wait_until(lambda: not file.exists())


def test_what_is_typed_anew_is_not_dropped_with_what_was_handed_in(
    texts: Unsent, file: Path
) -> None:
    texts.keep("remark", ("改",))
    texts.hand_in("remark")
    texts.keep("remark", ("再改",))
    texts.close()
    assert again(file).found("remark") == ("再改",)
    texts.hand_in("remark")
    texts.close()
    assert not file.exists()


def test_what_was_handed_in_on_the_way_is_known(texts: Unsent) -> None:
    first = Trail("new")
    then = Trail("new", answers=(("start.agency", ("甲局", "2025")),))
    texts.keep("agency", ("甲局", "2025"), first)
    texts.keep("path", ("甲.toml",), then)
    texts.keep("else", ("乙",), Trail("open"))
    assert texts.on_the_way(then) == ("agency",)
    assert texts.on_the_way(first) == ()


def test_it_goes_where_its_draft_goes(tmp_path: Path) -> None:
    places = [tmp_path / "a.json"]
    texts = Unsent(lambda: places[-1])
    texts.keep("remark", ("改",))
    texts.flush()
    places.append(tmp_path / "b.json")
    texts.keep("remark", ("改了",))
    texts.flush()
    assert not places[0].exists()
    assert again(places[1]).found("remark") == ("改了",)


def test_a_folder_that_cannot_be_written_ends_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    texts = Unsent(lambda: tmp_path / "file" / "one.json")
    texts.keep("remark", ("改",))
    texts.flush()
    assert texts.found("remark") == ("改",)


def test_one_that_nothing_was_typed_into_writes_nothing(texts: Unsent, file: Path) -> None:
    texts.drop("remark")
    texts.hand_in("remark")
    texts.close()
    assert not file.parent.exists()


@given(
    st.recursive(
        st.none() | st.integers() | st.text(), lambda c: st.lists(c) | st.dictionaries(st.text(), c)
    )
)
def test_a_damaged_file_is_an_empty_one(
    tmp_path_factory: pytest.TempPathFactory, value: object
) -> None:
    file = tmp_path_factory.mktemp("damaged") / "one.json"
    file.write_text(json.dumps(value), "utf-8")
    assert Unsent(lambda: file).found("remark") == ()


def test_a_file_that_was_cut_off_is_an_empty_one(texts: Unsent, file: Path) -> None:
    texts.keep("remark", ("改",))
    texts.flush()
    file.write_bytes(file.read_bytes()[:-3])
    assert again(file).last is None


def wait_until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.01)
