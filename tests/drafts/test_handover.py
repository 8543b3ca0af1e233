"""Handing over: what belongs to a draft in one file, and out of it again."""

import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rules.test_cases import draft
from tuiwizard.drafts import handover, history, store
from tuiwizard.errors import DraftUnreadable, SaveError, TuiwizardError
from tuiwizard.session import Session

LAST = {"problems.text": "上年的问题。", "requests.carried_out.business": "3",
        "requests.received.business": "3"}  # fmt: skip


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TUIWIZARD_STATE", str(tmp_path / "state"))


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A draft compared with last year's report, which lies in another folder."""
    folder = tmp_path / "2025"
    folder.mkdir()
    before = tmp_path / "2024" / "last.toml"
    before.parent.mkdir()
    store.save(before, draft(2024, LAST))
    session = Session(draft(2025, {}), folder / "年报.toml")
    session.compare_with(before)
    session.explain(next(f for f in session.findings() if f.rule == "R901"), "上年的撤回了")
    session.save()
    return session.path


def away(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Another computer."""
    monkeypatch.setenv("TUIWIZARD_STATE", str(folder / "state-there"))
    there = folder / "there"
    there.mkdir(exist_ok=True)
    return there


def test_everything_is_in_place_where_it_is_opened(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = Session.open(home)
    made = handover.pack(home, with_history=True)
    assert made.left_out is None
    assert made == handover.pack(home, with_history=True)
    there = away(tmp_path, monkeypatch)
    (there / "a.zip").write_bytes(made.data)
    (tmp_path / "2024" / "last.toml").unlink()
    moved = handover.unpack(there / "a.zip")
    assert moved == there / "a" / "年报.toml"
    opened = Session.open(moved)
    assert opened.findings() == here.findings()
    assert opened.draft.explanations == here.draft.explanations
    assert opened.last_text("problems.text") == "上年的问题。"
    assert len(history.versions(moved)) >= 1


def test_a_draft_beside_its_last_year_goes_as_it_is(home: Path) -> None:
    before = home.with_name("last.toml")
    (home.parent.parent / "2024" / "last.toml").replace(before)
    session = Session.open(home)
    session.compare_with(before)
    session.save()
    found = handover.unpacked(handover.pack(home).data, home)
    assert found.beside == {"年报.toml": home.read_bytes(), "last.toml": before.read_bytes()}
    assert found.history == {}


def test_what_cannot_go_along_is_said(home: Path) -> None:
    before = home.parent.parent / "2024" / "last.toml"
    before.write_text(before.read_text("utf-8") + "\n", "utf-8")
    assert "选定后有改动" in str(handover.pack(home).left_out)
    before.unlink()
    made = handover.pack(home)
    assert "没有这个文件" in str(made.left_out)
    assert made.names == ("年报.toml",)


def test_a_last_year_of_the_same_name_gets_another(home: Path) -> None:
    before = home.parent.parent / "2024" / "last.toml"
    same = before.with_name("年报.toml")
    before.replace(same)
    session = Session.open(home)
    session.compare_with(same)
    session.save()
    assert handover.pack(home).names == ("年报.toml", "上年年报.toml")


def test_nothing_is_overwritten(home: Path, tmp_path: Path) -> None:
    file = tmp_path / "a.zip"
    file.write_bytes(handover.pack(home).data)
    draft_there = handover.unpack(file)
    before = draft_there.read_bytes()
    with pytest.raises(SaveError, match="已经有这个文件，没有解开"):
        handover.unpack(file)
    assert draft_there.read_bytes() == before
    assert handover.unpack(file, tmp_path / "b").read_bytes() == before


def test_a_name_that_other_computers_do_not_take_is_refused(home: Path) -> None:
    odd = home.with_name("a:b.toml")
    home.replace(odd)
    with pytest.raises(SaveError, match="请先改名再打包"):
        handover.pack(odd)


def forged(data: bytes, change: Callable[[dict[str, bytes]], object]) -> bytes:
    """A handover with other contents, written as anybody may write one."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        found = {name: archive.read(name) for name in archive.namelist()}
    change(found)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in found.items():
            archive.writestr(name, content)
    return out.getvalue()


def renamed(name: str) -> Callable[[dict[str, bytes]], None]:
    def change(found: dict[str, bytes]) -> None:
        said = json.loads(found["manifest.json"])
        (last,) = (file for file in said["files"] if file["role"] == "previous")
        found[name] = found.pop(last["name"])
        last["name"] = name
        found["manifest.json"] = json.dumps(said, ensure_ascii=False, indent=1).encode()

    return change


NAMES = [
    "../last.toml", "/etc/last.toml", "a/last.toml", "..\\last.toml", "C:last.toml", ".bashrc",
    "NUL.toml", "last.toml ", "last.toml.", "a\nb.toml", "x" * 300 + ".toml", "年报.TOML",
]  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_a_name_that_leads_elsewhere_is_refused(home: Path, tmp_path: Path, name: str) -> None:
    file = tmp_path / "a.zip"
    file.write_bytes(forged(handover.pack(home).data, renamed(name)))
    with pytest.raises(DraftUnreadable, match="没有解开"):
        handover.unpack(file)
    assert not (tmp_path / "a").exists()


@pytest.mark.parametrize(
    "change",
    [
        lambda found: found.update({"年报.toml": found["年报.toml"] + b"\n"}),
        lambda found: found.update(more=b"x"),
        lambda found: found.pop("last.toml"),
        lambda found: found.update({"last.toml": b"0" * 50_000_000}),
        lambda found: found.update({"manifest.json": b'{"program": "tuiwizard"'}),
        lambda found: found.update({"manifest.json": b'{"program": "tuiwizard", "files": [1]}'}),
        lambda found: found.update({"manifest.json": b'{"program": "tuiwizard", "files": []}'}),
        lambda found: found.update({f"{n}.toml": b"" for n in range(handover.MAX_FILES)}),
    ],
)
def test_what_is_not_as_the_list_says_is_refused(
    home: Path, tmp_path: Path, change: Callable[[dict[str, bytes]], object]
) -> None:
    with pytest.raises(DraftUnreadable, match="没有解开"):
        handover.unpacked(forged(handover.pack(home).data, change), tmp_path)


def test_a_bomb_is_not_unpacked(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = handover.pack(home).data
    monkeypatch.setattr(handover, "MAX_BYTES", 100)
    with pytest.raises(DraftUnreadable, match="没有解开"):
        handover.unpacked(data, tmp_path)


def test_other_files_are_none(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(b"PK\x05\x06" + b"\0" * 18)
    for path in (tmp_path / "a.zip", Path(__file__)):
        with pytest.raises(DraftUnreadable, match="不是 tuiwizard pack 做的移交文件"):
            handover.read(path)


@given(st.data())
def test_damage_is_one_sentence(data: st.DataObject) -> None:
    whole = bytearray(PACK)
    at = data.draw(st.integers(0, len(whole) - 1))
    kind = data.draw(st.sampled_from(("cut", "bit", "bytes")))
    if kind == "cut":
        del whole[at:]
    elif kind == "bit":
        whole[at] ^= 1 << data.draw(st.integers(0, 7))
    else:
        whole[at : at + 4] = data.draw(st.binary(max_size=9))
    try:
        found = handover.unpacked(bytes(whole), Path("a.zip"))
    except TuiwizardError as error:
        assert "\n" not in str(error)
    else:
        assert found == handover.unpacked(PACK, Path("a.zip"))


def _packed() -> bytes:
    listed = [("年报.toml", handover.DRAFT, b"format = 1\nyear = 2025\n" * 9)]
    return handover._zip([*listed, ("a.html", handover.PREVIOUS, b"<p>" * 99)])


PACK = _packed()


def test_the_county_reads_it_as_an_arrival(home: Path, tmp_path: Path) -> None:
    from tuiwizard.county.received_file import read_file

    file = tmp_path / "移交.zip"
    file.write_bytes(handover.pack(home).data)
    received = read_file(file).draft
    own = store.load(home)
    assert replace(received, previous=None) == replace(own, previous=None)
