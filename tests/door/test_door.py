"""The door from outside: what a browser is answered, and its line to the program."""

import asyncio
import base64
import json
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidStatus

from tests.door.test_program import saving
from tuiwizard.door.door import Door, open_door
from tuiwizard.door.entry import Entry
from tuiwizard.door.outputs import Outputs
from tuiwizard.door.program import environment_of
from tuiwizard.drafts.files import write_bytes

PASSWORD = "口令：八个字符"
ECHOES = (
    "import os, sys, tty; tty.setraw(0); print('size', *os.get_terminal_size(), flush=True)\n"
    "while (data := os.read(0, 1024)) != b'q': os.write(1, b'<' + data + b'>')"
)


@dataclass
class Outside:
    """A door that is open, and what is behind it."""

    port: int
    entry: Entry
    outputs: Outputs
    cookie: str = ""

    async def get(self, path: str, method: str = "GET", **headers: str) -> tuple[HTTPResponse, str]:
        """What a browser with its cookie is answered."""
        return await asyncio.to_thread(self._get, path, method, headers)

    def _get(self, path: str, method: str, headers: dict[str, str]) -> tuple[HTTPResponse, str]:
        line = HTTPConnection("127.0.0.1", self.port, timeout=20)
        line.request(method, path, headers={"Cookie": self.cookie, **headers})
        answer = line.getresponse()
        body = answer.read().decode()
        line.close()
        return answer, body

    async def come_in(self) -> None:
        """Open the one-time address, and keep the cookie."""
        answer, _ = await self.get(f"/{self.entry.key}")
        assert (answer.status, answer.getheader("Location")) == (303, "/")
        self.cookie = (answer.getheader("Set-Cookie") or "").partition(";")[0]

    def line(self, query: str = "columns=90&lines=25", origin: str = "") -> connect:
        """The line of the page to the program."""
        return connect(
            f"ws://127.0.0.1:{self.port}/terminal?{query}",
            origin=origin or f"http://127.0.0.1:{self.port}",  # type: ignore[arg-type]
            additional_headers={"Cookie": self.cookie},
        )


@asynccontextmanager
async def outside(code: str = ECHOES, password: str = "") -> AsyncIterator[Outside]:
    entry = Entry(password)
    async with Outputs() as outputs:
        command = (sys.executable, "-c", code)
        door = Door(command, environment_of(outputs.environment), entry, outputs)
        opened: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        listening = asyncio.create_task(open_door(door, "127.0.0.1", 0, opened.set_result))
        yield Outside(await opened, entry, outputs)
        listening.cancel()
        with pytest.raises(asyncio.CancelledError):
            await listening


async def until(line: ClientConnection, wanted: Callable[[str | bytes], bool]) -> str | bytes:
    """What comes, to the message that is wanted."""
    async with asyncio.timeout(20):
        async for message in line:
            if wanted(message):
                return message
    raise AssertionError("the line was closed")


async def until_drawn(line: ClientConnection, text: str) -> None:
    drawn = b""

    def enough(message: str | bytes) -> bool:
        nonlocal drawn
        drawn += message if isinstance(message, bytes) else b""
        return text.encode() in drawn

    await until(line, enough)


async def test_only_the_browser_with_the_address_is_let_in() -> None:
    async with outside() as door:
        for path in ("/", "/terminal", "/static/door.mjs", "/file/1", "/nonsense"):
            answer, said = await door.get(path)
            assert answer.status == 403
            assert "只认第一个打开它的浏览器" in said
        answer, _ = await door.get(f"/{door.entry.key}", method="HEAD")
        assert answer.status == 404  # and the address is not used up
        await door.come_in()
        answer, said = await door.get("/")
        assert answer.status == 200
        assert 'src="/static/door.mjs"' in said
        answer, _ = await door.get(f"/{door.entry.key}")  # the same browser, by its history
        assert answer.status == 303
        door.cookie = ""
        answer, _ = await door.get(f"/{door.entry.key}")
        assert answer.status == 403


async def test_what_is_sent_may_load_and_run_nothing_from_elsewhere() -> None:
    async with outside() as door:
        await door.come_in()
        for path, kind in (
            ("/", "text/html"),
            ("/static/xterm.mjs", "text/javascript"),
            ("/static/xterm.css", "text/css"),
        ):
            answer, _ = await door.get(path)
            assert answer.getheader("Content-Type", "").startswith(kind)
            assert "default-src 'none'; script-src 'self'" in answer.getheader(
                "Content-Security-Policy", ""
            )
            assert "frame-ancestors 'none'" in answer.getheader("Content-Security-Policy", "")
            assert answer.getheader("Referrer-Policy") == "no-referrer"
            assert answer.getheader("Server") is None
        for path in ("/static/LICENSE", "/static/../door.py", "/static/", "/file/x", "/file/1"):
            answer, _ = await door.get(path)
            assert answer.status == 404, path


async def test_elsewhere_a_password_is_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tuiwizard.door.door._THINK", 0)
    async with outside(password=PASSWORD) as door:
        answer, said = await door.get(f"/{door.entry.key}")
        assert answer.status == 401
        assert answer.getheader("WWW-Authenticate", "").startswith("Basic ")
        assert "写上口令" in said
        for password, status in (("wrong", 401), (PASSWORD, 303)):
            coded = base64.b64encode(f"某人:{password}".encode()).decode()
            answer, _ = await door.get(f"/{door.entry.key}", Authorization=f"Basic {coded}")
            assert answer.status == status


async def test_keys_go_in_and_the_screen_comes_out() -> None:
    async with outside() as door:
        await door.come_in()
        async with door.line() as line:
            await until_drawn(line, "size 90 25")
            await line.send(json.dumps(["type", "甲县，\x1b[A"]))
            await until_drawn(line, "<甲县，\x1b[A>")
            await line.send(json.dumps(["size", 100, 40]))
            for nonsense in (json.dumps(["nonsense", 1]), "{", b"\xff"):
                await line.send(nonsense)
            await line.send(json.dumps(["type", "q"]))
            assert await until(line, lambda m: m == '["ended", null]')
            await line.wait_closed()


@pytest.mark.parametrize("origin", ["http://evil.example", "http://127.0.0.1:1", "null"])
async def test_scripts_of_other_pages_have_no_line(origin: str) -> None:
    async with outside() as door:
        await door.come_in()
        with pytest.raises(InvalidStatus):
            async with door.line(origin=origin):
                pass
        door.cookie = ""
        with pytest.raises(InvalidStatus):
            async with door.line():
                pass


async def test_a_page_that_is_closed_hangs_up(tmp_path: Path) -> None:
    saved = tmp_path / "saved"
    async with outside(saving(saved)) as door:
        await door.come_in()
        async with door.line() as line:
            await until_drawn(line, "ready\r\n")
        for _ in range(200):
            if saved.exists():
                break
            await asyncio.sleep(0.05)
        assert saved.read_text() == "all"


async def test_a_second_page_takes_over_when_the_first_program_has_ended(tmp_path: Path) -> None:
    log = tmp_path / "log"
    code = (
        "import os, signal, sys, time\n"
        f"log = open({str(log)!r}, 'a', buffering=1)\n"
        "def save(*_): time.sleep(0.3); log.write('ended\\n'); sys.exit()\n"
        "signal.signal(signal.SIGHUP, save); log.write('began\\n'); print('ready', flush=True)\n"
        "while True: signal.pause()"
    )
    async with outside(code) as door:
        await door.come_in()
        async with door.line() as first:
            await until_drawn(first, "ready\r\n")
            async with door.line() as second:
                assert await until(first, lambda m: m == '["elsewhere", null]')
                await until_drawn(second, "ready\r\n")
                assert log.read_text().split() == ["began", "ended", "began"]
                with pytest.raises(ConnectionClosed):
                    await first.recv()


async def test_files_that_are_written_can_be_fetched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TUIWIZARD_STATE", str(tmp_path / "state"))
    (tmp_path / "state").mkdir()
    async with outside() as door:
        for name, value in door.outputs.environment.items():
            monkeypatch.setenv(name, value)
        await door.come_in()
        async with door.line() as line:
            await until(line, lambda m: m == '["files", []]')
            write_bytes(tmp_path / ".hidden", b"")
            write_bytes(tmp_path / "private", b"", private=True)
            write_bytes(tmp_path / "state" / "kept", b"")
            write_bytes(tmp_path / "年报 1.md", "# 甲\n".encode())
            write_bytes(tmp_path / "年报 1.md", "# 乙\n".encode())
            assert await until(line, lambda m: m == json.dumps(["files", [[1, "年报 1.md"]]]))
        answer, said = await door.get("/file/1")
        assert said == "# 乙\n"
        assert answer.getheader("Content-Disposition") == (
            "attachment; filename*=UTF-8''%E5%B9%B4%E6%8A%A5%201.md"
        )
        assert answer.getheader("Content-Type") == "application/octet-stream"
        (tmp_path / "年报 1.md").unlink()
        for number in (1, 2):
            answer, _ = await door.get(f"/file/{number}")
            assert answer.status == 404


async def test_nobody_listens_is_no_obstacle(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TUIWIZARD_WRITTEN", str(tmp_path / "gone"))
    write_bytes(tmp_path / "a.md", b"# a\n")
    assert (tmp_path / "a.md").read_bytes() == b"# a\n"


async def test_a_program_that_cannot_be_started_is_said_and_the_door_stays(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with outside() as door:
        await door.come_in()
        monkeypatch.setattr("pty.openpty", _no_terminal)
        async with door.line() as line:
            assert await line.recv() == '["failed", null]'
        answer, _ = await door.get("/")
        assert answer.status == 200


async def test_a_fault_ends_the_door_and_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: str) -> bool:
        raise RuntimeError("made up")

    entry = Entry()
    async with Outputs() as outputs:
        door = Door((), {}, entry, outputs)
        opened: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        listening = asyncio.create_task(open_door(door, "127.0.0.1", 0, opened.set_result))
        monkeypatch.setattr(entry, "knows", fail)
        answer, _ = await Outside(await opened, entry, outputs).get("/")
        assert answer.status == 404
        with pytest.raises(RuntimeError, match="made up"):
            await listening


async def test_who_speaks_no_http_is_not_answered(capfd: pytest.CaptureFixture[str]) -> None:
    async with outside() as door:
        reader, writer = await asyncio.open_connection("127.0.0.1", door.port)
        writer.write(b"\x16\x03\x01 knock\r\n\r\n")
        await reader.read()
        writer.close()
    assert capfd.readouterr() == ("", "")


def _no_terminal() -> tuple[int, int]:
    raise OSError("out of pty devices")
