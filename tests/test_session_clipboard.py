"""Rich text on the clipboard: which program is asked, and what it is given."""

import base64
import json
import re
import stat
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tuiwizard.session import clipboard

Install = Callable[..., Path]


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Install:
    """Puts a program on a PATH of its own that keeps what it is given and ends with a code."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "SSH_CONNECTION"):
        monkeypatch.delenv(name, raising=False)

    def put(name: str, code: int = 0) -> Path:
        kept = tmp_path / f"{name}.given"
        program = folder / name
        program.write_text(
            f"#!{sys.executable}\nimport sys, json\n"
            f"data = sys.stdin.buffer.read().decode()\n"
            f"open({str(kept)!r}, 'w').write(json.dumps([sys.argv[1:], data]))\n"
            f"sys.exit({code})\n",
            "utf-8",
        )
        program.chmod(program.stat().st_mode | stat.S_IXUSR)
        return kept

    return put


def given_to(kept: Path) -> tuple[list[str], str]:
    arguments, data = json.loads(kept.read_text("utf-8"))
    return arguments, data


@pytest.mark.usefixtures("install")
def test_nothing_is_copied_where_there_is_no_program() -> None:
    assert not clipboard.copy("<p>甲</p>", "甲")


@pytest.mark.parametrize(
    ("name", "display"), [("wl-copy", "WAYLAND_DISPLAY"), ("xclip", "DISPLAY")]
)
def test_a_desktop_on_linux_is_given_html(
    install: Install, monkeypatch: pytest.MonkeyPatch, name: str, display: str
) -> None:
    kept = install(name)
    assert not clipboard.copy("<p>甲</p>", "甲")  # nobody sits in front of it
    monkeypatch.setenv(display, ":1")
    monkeypatch.setenv("SSH_CONNECTION", "1 2 3 4")  # a display that is forwarded
    assert clipboard.copy("<p>甲</p>", "甲")
    arguments, data = given_to(kept)
    assert "text/html" in arguments
    assert re.fullmatch(r"<meta [^>]*charset=utf-8[^>]*><p>甲</p>", data)


def test_windows_is_given_both_with_their_places(install: Install) -> None:
    kept = install("powershell.exe")
    assert clipboard.copy("<p>甲</p>", "甲 | 乙")
    arguments, data = given_to(kept)
    assert "-STA" in arguments
    html, text = map(base64.b64decode, data.split(" "))
    assert (fragment(html), text.decode()) == ("<p>甲</p>", "甲 | 乙")


def test_macos_is_given_both(install: Install) -> None:
    kept = install("osascript")
    assert clipboard.copy("<p>甲</p>", "甲")
    kinds = json.loads(given_to(kept)[1])
    assert kinds["public.html"].endswith("<p>甲</p>")
    assert kinds["public.utf8-plain-text"] == "甲"


@pytest.mark.parametrize("name", ["powershell.exe", "osascript"])
def test_who_came_by_ssh_does_not_sit_at_this_computer(
    install: Install, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    kept = install(name)
    monkeypatch.setenv("SSH_CONNECTION", "1 2 3 4")
    assert not clipboard.copy("<p>甲</p>", "甲")
    assert not kept.exists()


def test_another_program_is_asked_where_one_fails(
    install: Install, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISPLAY", ":1")
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-1")
    install("wl-copy", code=1)
    kept = install("xclip")
    assert clipboard.copy("<p>甲</p>", "甲")
    assert kept.exists()
    install("xclip", code=1)
    assert not clipboard.copy("<p>甲</p>", "甲")


def test_a_program_that_hangs_or_cannot_run_is_given_up(
    install: Install, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("DISPLAY", ":1")
    monkeypatch.setattr(clipboard, "SECONDS", 0.2)
    install("xclip")
    program = tmp_path / "bin" / "xclip"
    program.write_text(f"#!{sys.executable}\nimport time; time.sleep(9)\n", "utf-8")
    assert not clipboard.copy("<p>甲</p>", "甲")
    program.write_text("#!/nowhere/at/all\n", "utf-8")
    assert not clipboard.copy("<p>甲</p>", "甲")


def fragment(page: bytes) -> str:
    """What a program of Windows reads by the places in the head."""
    found = dict(re.findall(rb"(\w+):(\d{10})\r\n", page))
    assert page[int(found[b"StartHTML"]) : int(found[b"EndHTML"])].startswith(b"<html>")
    assert page[int(found[b"EndHTML"]) :] == b""
    return page[int(found[b"StartFragment"]) : int(found[b"EndFragment"])].decode()


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_places_are_counted_in_bytes(html: str) -> None:
    assert fragment(clipboard.cf_html(html)) == html
