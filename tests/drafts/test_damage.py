"""A damaged or hostile file gets a clear answer in bounded time, and the history is offered."""

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import any_text, complete_draft, drafts
from tuiwizard.drafts import codec, history
from tuiwizard.drafts.store import load, save
from tuiwizard.errors import DraftError
from tuiwizard.report.draft import Draft

SENTENCE = 400
"""Characters of the longest message, its path aside."""


def opens_or_tells(path: Path) -> None:
    try:
        load(path)
    except DraftError as error:
        assert len(error.message) < SENTENCE
        assert len(error.key or "") < SENTENCE
        assert error.path == path


@given(draft=drafts(), data=st.data())
def test_any_damage_to_a_saved_draft(
    tmp_path_factory: pytest.TempPathFactory, draft: Draft, data: st.DataObject
) -> None:
    path = tmp_path_factory.mktemp("damage") / "draft.toml"
    save(path, draft)
    found = bytearray(path.read_bytes())
    for _ in range(data.draw(st.integers(1, 8))):
        at = data.draw(st.integers(0, len(found) - 1))
        found[at] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(found)))
    path.write_bytes(found[:cut] if data.draw(st.booleans()) else found)
    opens_or_tells(path)


fragments = st.sampled_from(
    ("[", "]", "[[", "{", "}", "=", '"', '"""', "'", "\n", ".", ",", "#", "format = 1\n",
     "year = 2025\n", "[overview]\n", "text = ", "[unfinished.appeals]\n", "[[explanations]]\n",
     "rule", "cells", "values = [", "at = 2026-01-12T10:03:00+08:00", "0x", "1e999999", "nan",
     "requests", "agency", "\x1b]0;x\x07", "\u202e", "9" * 5000)
)  # fmt: skip


@given(st.lists(fragments | any_text, max_size=40).map("".join))
def test_anything_that_looks_like_a_draft(text: str) -> None:
    try:
        draft = codec.loads(text)
    except DraftError as error:
        assert len(str(error)) < 2 * SENTENCE
    else:
        assert codec.loads(codec.dumps(draft)) == draft


HEAD = "format = 1\nyear = 2025\n"
HOSTILE = {
    "100 MB": lambda: b"# " + b"x" * 100_000_000,
    "nesting": lambda: (HEAD + "overview = " + "[" * 10_000 + "]" * 10_000).encode(),
    "nested tables": lambda: (HEAD + "overview = " + "{a=" * 10_000).encode(),
    "dotted key": lambda: (HEAD + "overview" + ".a" * 10_000 + " = 1\n").encode(),
    "dotted year": lambda: b"format = 1\nyear" + b".a" * 10_000 + b" = 1\n",
    "dotted reason": lambda: (HEAD + "[[explanations]]\nreason" + ".a" * 9_000 + "=1").encode(),
    "list of years": lambda: b"format = 1\nyear = [" + b"1," * 1_000_000 + b"]\n",
    "digits": lambda: (HEAD + "[requests.received]\nbusiness = " + "9" * 7_000_000).encode(),
    "decimals": lambda: (HEAD + "[other_matters]\nfees_charged = 1." + "9" * 7_000_000).encode(),
    "exponent": lambda: (HEAD + "[other_matters]\nfees_charged = 1e999999999999").encode(),
    "hexadecimal": lambda: (HEAD + "[requests.received]\nbusiness = 0x" + "f" * 7_000_000).encode(),
    "long key": lambda: (HEAD + "k" * 7_000_000 + " = 1\n").encode(),
    "long edition": lambda: (HEAD + 'edition = "' + "2" * 7_000_000 + '"\n').encode(),
    "long year": lambda: b'format = 1\nyear = "' + b"2" * 7_000_000 + b'"\n',
    "late format": lambda: b"format = " + b"9" * 4_000 + b"\n",
    "many keys": lambda: HEAD.encode() + b"".join(b"k%d = 1\n" % n for n in range(300_000)),
    "quotes": lambda: (HEAD + 'a = """' + '"' * 7_000_000).encode(),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_get_an_answer_in_bounded_time(name: str, tmp_path: Path) -> None:
    path = tmp_path / "draft.toml"
    path.write_bytes(HOSTILE[name]())
    start = time.process_time()
    opens_or_tells(path)
    assert time.process_time() - start < 60  # generous: what is meant is that it ends


def test_control_characters_are_kept_as_they_are_in_unfinished_cells(tmp_path: Path) -> None:
    text = "a\x1b]0;title\x07\x00\u202eb\u200b\ufeff"
    path = tmp_path / "draft.toml"
    draft = complete_draft().with_texts({"overview.text": text})
    save(path, draft)
    assert load(path).entries("overview").get("overview.text") == text


def test_the_history_is_offered_where_there_is_one(tmp_path: Path) -> None:
    path = tmp_path / "draft.toml"
    path.write_text("format = 1\nyear 2025\n")
    with pytest.raises(DraftError) as caught:
        load(path)
    assert "tuiwizard history" not in caught.value.message
    history.keep(path, codec.dumps(complete_draft()).encode(), "agency")
    with pytest.raises(DraftError, match="第 2 行：") as caught:
        load(path)
    assert caught.value.message.endswith("；以前的版本可以用 tuiwizard history 查看和恢复")
