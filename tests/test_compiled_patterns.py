"""A pattern that another process has compiled is that which is compiled here, or is not used."""

import gc
import os
import re
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.program import run
from tests.published import committed
from tuiwizard import compiled_patterns
from tuiwizard.drafts import store
from tuiwizard.importing import formats, placement
from tuiwizard.lazy_patterns import _Lazy
from tuiwizard.rules import registry
from tuiwizard.rules.narrative.phrases import phrases

USED = (formats, placement, registry)
"""What brings the patterns of the program along."""


def every() -> list[_Lazy]:
    list(phrases("", 0, 0))  # those by character are made with the first text
    gc.unfreeze()  # `main`, which other tests call in this process, sets all there is aside
    return [one for one in gc.get_objects() if isinstance(one, _Lazy)]


@pytest.fixture
def apart(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """Nothing compiled or kept so far, and a place of its own for what is."""
    file = tmp_path / "kept.patterns"
    monkeypatch.setattr(compiled_patterns, "_new", {})
    monkeypatch.setattr(compiled_patterns, "_file", lambda: file)
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    compiled_patterns._kept.cache_clear()
    yield file
    compiled_patterns._kept.cache_clear()


def another_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiled_patterns, "_new", {})
    compiled_patterns._kept.cache_clear()


def never(*_: object) -> None:
    raise AssertionError("it was compiled again")


def test_every_pattern_of_the_program_is_the_same(
    apart: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    patterns = every()
    assert len(patterns) > 300
    for one in patterns:
        compiled_patterns.compiled(one.pattern, one._flags)
    compiled_patterns.keep()
    assert apart.exists()
    another_process(monkeypatch)
    monkeypatch.setattr(compiled_patterns, "_make", never)
    for one in patterns:
        taken = compiled_patterns.compiled(one.pattern, one._flags)
        plain = re.compile(one.pattern, one._flags)
        assert taken == plain  # flags, code and pattern
        assert (taken.groups, taken.groupindex) == (plain.groups, plain.groupindex)


@pytest.mark.usefixtures("apart")
def test_matches_know_their_groups_by_name() -> None:
    found = compiled_patterns.compiled("(?P<a>x)|(y)(?P<b>z)?").match("yz")
    assert found is not None
    assert (found.lastgroup, found.lastindex, found["b"]) == ("b", 3, "z")
    assert compiled_patterns.compiled("a", re.IGNORECASE).match("A")
    assert not compiled_patterns.compiled("a").match("A")


@given(data=st.data())
def test_a_damaged_file_is_none(data: st.DataObject) -> None:
    """Cut, or one byte of it another one: everything is compiled, and nothing is said."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(compiled_patterns, "_new", {})
        compiled_patterns.compiled("[一二三]|公开")
        whole = compiled_patterns._written(compiled_patterns._new)
        at = data.draw(st.integers(0, len(whole) - 1))
        flipped = bytes([whole[at] ^ data.draw(st.integers(1, 255))])
        damaged = data.draw(st.sampled_from((whole[:at], whole[:at] + flipped + whole[at + 1 :])))
        assert compiled_patterns._read(damaged) == {}
        assert compiled_patterns._read(whole)


@pytest.mark.usefixtures("apart")
def test_that_of_another_python_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled_patterns.compiled("公开")
    compiled_patterns.keep()
    monkeypatch.setattr(sys, "version_info", (*sys.version_info[:2], 99, "final", 0))
    another_process(monkeypatch)
    assert compiled_patterns._kept() == {}


def test_a_python_not_known_compiles_as_ever(apart: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiled_patterns, "_KNOWN", False)
    assert compiled_patterns.compiled("公开").search("不公开")
    compiled_patterns.keep()
    assert not apart.exists()


@pytest.mark.usefixtures("apart")
def test_what_others_have_kept_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    for pattern in ("公开", "申请"):
        compiled_patterns.compiled(pattern)
        compiled_patterns.keep()
        another_process(monkeypatch)
    assert {pattern for pattern, _ in compiled_patterns._kept()} == {"公开", "申请"}


@pytest.mark.usefixtures("apart")
def test_what_is_no_longer_used_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiled_patterns, "_MOST", 1)
    for pattern in ("公开", "申请"):
        compiled_patterns.compiled(pattern)
        compiled_patterns.keep()
        another_process(monkeypatch)
    assert {pattern for pattern, _ in compiled_patterns._kept()} == {"申请"}


def test_where_python_keeps_no_modules_no_patterns_are(
    apart: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    compiled_patterns.compiled("公开")
    compiled_patterns.keep()
    assert not apart.exists()


def test_a_folder_that_cannot_be_written_is_not_missed(
    apart: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compiled_patterns, "_file", lambda: apart / "missing" / "x.patterns")
    compiled_patterns.compiled("公开")
    compiled_patterns.keep()


def test_a_check_takes_what_another_has_compiled(tmp_path: Path) -> None:
    """The second check finds the same, and has nothing to add to what the first has kept."""
    store.save(tmp_path / "draft.toml", committed("guanyuan-2019").draft())
    cache = tmp_path / "pycache"

    def check() -> subprocess.CompletedProcess[bytes]:
        arguments = ("check", "--format", "json", tmp_path / "draft.toml")
        return run(*arguments, PYTHONDONTWRITEBYTECODE="", PYTHONPYCACHEPREFIX=str(cache))

    first = check()
    (file,) = cache.rglob("*.patterns")
    kept = file.stat()
    patterns = {pattern for pattern, _ in compiled_patterns._read(file.read_bytes())}
    assert len(patterns) > 10
    assert patterns <= {one.pattern for one in every()}, "something else than the program's own"
    second = check()
    assert (second.stdout, second.stderr) == (first.stdout, first.stderr)
    assert file.stat().st_mtime_ns == kept.st_mtime_ns
    assert not [*file.parent.glob("compiled_patterns.[0-9]*")]  # nothing half written
    if os.name != "nt":
        assert not stat.S_IMODE(kept.st_mode) & stat.S_IWOTH
    file.write_bytes(b"damaged")
    assert check().stdout == first.stdout


def test_it_is_beside_the_compiled_module() -> None:
    file = compiled_patterns._file()
    assert file is not None
    tag = sys.implementation.cache_tag
    assert file.name == f"compiled_patterns.{tag}.patterns"


def test_a_program_in_an_archive_keeps_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiled_patterns, "__spec__", None)
    assert compiled_patterns._file() is None
    compiled_patterns._kept.cache_clear()
    assert compiled_patterns._kept() == {}
    compiled_patterns._kept.cache_clear()
