"""The door itself: listens, lets one browser in, and shows it the program, one page at a time."""

import asyncio
import json
import logging
import signal
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from http import HTTPStatus
from pathlib import Path
from ssl import SSLContext
from urllib.parse import parse_qs, urlsplit

from websockets.asyncio.server import ServerConnection, serve
from websockets.exceptions import ConnectionClosed
from websockets.http11 import Request, Response

from tuiwizard.door import pages
from tuiwizard.door.entry import Entry, Verdict
from tuiwizard.door.outputs import Outputs
from tuiwizard.door.program import Program, Size
from tuiwizard.plain_files import open_plain
from tuiwizard.words import tr

_PATIENCE = 20.0
"""Seconds that a program has to save and end before the next one is started."""

_LARGEST = 16 * 1024 * 1024
"""Bytes of what is pasted at once."""

_THINK = 1.0
"""Seconds between two tries of a password."""

_SILENT = logging.getLogger(__name__)
_SILENT.addHandler(logging.NullHandler())
_SILENT.propagate = False
"""What knocks and speaks no HTTP is nobody's business; our own faults are told by `Door.fault`."""

_ENDINGS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Door:
    """One program, behind an address on which one browser is let in.

    Args:
        command: What is run on the terminal.
        environment: Its environment.
        entry: Who is let in.
        outputs: Hears what the program writes.
        encrypted: Whether browsers come by HTTPS.

    Attributes:
        over: Set when there is nothing more to wait for.
        fault: Why, if it was no signal.
    """

    def __init__(
        self,
        command: Sequence[str | Path],
        environment: Mapping[str, str],
        entry: Entry,
        outputs: Outputs,
        *,
        encrypted: bool = False,
    ) -> None:
        self._command = command
        self._environment = environment
        self._entry = entry
        self._outputs = outputs
        self._encrypted = encrypted
        self._page: ServerConnection | None = None
        self._one_program = asyncio.Lock()
        self.over = asyncio.Event()
        self.fault: Exception | None = None

    async def answer(self, _: ServerConnection, request: Request) -> Response | None:
        """Answer a request; None lets the page have its line to the program."""
        with self._watched():
            return await self._answer(request)
        return _nothing()

    async def show(self, page: ServerConnection) -> None:
        """Show the program on a page until one of both ends; a page before it has to give way."""
        with self._watched():
            await self._show(page)

    @contextmanager
    def _watched(self) -> Iterator[None]:
        """Let a fault end the door, as it ends every command; that a page has gone is none."""
        try:
            yield
        except ConnectionClosed:
            pass
        except Exception as error:
            self.fault = error
            self.over.set()

    async def _answer(self, request: Request) -> Response | None:
        if request.method != "GET":  # nobody uses up the address by asking for what is there
            return _nothing()
        path = urlsplit(request.path).path
        if self._entry.knows(_header(request, "Cookie")):
            return self._for_the_one(path, request)
        verdict = self._entry.admit(path.removeprefix("/"), _header(request, "Authorization"))
        if verdict is Verdict.LET_IN:
            return pages.to_the_page(self._entry.ticket(encrypted=self._encrypted))
        if verdict in (Verdict.PASSWORD, Verdict.MISTAKEN):
            await asyncio.sleep(_THINK if verdict is Verdict.MISTAKEN else 0)
            asks = {"WWW-Authenticate": 'Basic realm="tuiwizard", charset="UTF-8"'}
            words = tr("请重新打开这个地址，写上口令；用户名随便写。")
            return pages.refusal(HTTPStatus.UNAUTHORIZED, words, asks)
        return pages.refusal(
            HTTPStatus.FORBIDDEN,
            tr(
                "这个地址打不开：启动时给出的地址只能用一次，只认第一个打开它的浏览器；"
                "要换浏览器，请重新运行 tuiwizard serve。"
            ),
        )

    def _for_the_one(self, path: str, request: Request) -> Response | None:
        """Answer the browser that was let in."""
        match path.split("/")[1:]:
            case [""]:
                return pages.terminal_page()
            case ["terminal"]:
                return None if _from_own_page(request) else _nothing()
            case ["static", name]:
                return pages.static(name) or _nothing()
            case ["file", number] if number.isascii() and number.isdecimal():
                return self._file(int(number))
            case [key] if _is_key(key, self._entry):  # the address, opened once more
                return pages.to_the_page(self._entry.ticket(encrypted=self._encrypted))
        return _nothing()

    def _file(self, number: int) -> Response:
        path = self._outputs.numbered(number)
        if path is not None:
            with suppress(OSError), open_plain(path) as file:
                return pages.download(path.name, file.read())
        return _nothing()

    async def _show(self, page: ServerConnection) -> None:
        before, self._page = self._page, page
        if before is not None:
            with suppress(ConnectionClosed):
                await _tell(before, "elsewhere")
            await before.close()
        async with self._one_program:  # the one before has saved, and let go of the draft
            if self._page is page:
                await self._run(page)

    async def _run(self, page: ServerConnection) -> None:
        asked = parse_qs(urlsplit(page.request.path if page.request else "").query)
        size = Size.of(*(asked.get(name, [""])[0] for name in ("columns", "lines")))
        try:
            program = await Program.start(self._command, self._environment, size)
        except OSError:  # no terminal, no memory, no more processes: it may be otherwise soon
            await _tell(page, "failed")
            return
        tasks = [
            asyncio.create_task(work)
            for work in (self._draw(program, page), self._hear(program, page), self._offer(page))
        ]
        try:
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in tasks:
                task.cancel()
            await program.hang_up(_PATIENCE)
        for ended in await asyncio.gather(*tasks, return_exceptions=True):
            if not isinstance(ended, ConnectionClosed | asyncio.CancelledError | None):
                raise ended

    async def _draw(self, program: Program, page: ServerConnection) -> None:
        """Send what the program writes; at its end say so, and close the page's line."""
        while text := await program.read():
            await page.send(text.encode())  # bytes; all else that is sent is about the program
        await _tell(page, "ended")
        await page.close()

    async def _hear(self, program: Program, page: ServerConnection) -> None:
        """Hand on what is typed and how large the screen is."""
        async for message in page:
            match _read(message):
                case ["type", str(text)]:
                    await program.type(text.encode("utf-8", "replace"))
                case ["size", columns, lines]:
                    program.resize(Size.of(columns, lines))

    async def _offer(self, page: ServerConnection) -> None:
        """Name the files that were written, now and whenever there is another."""
        while True:
            await _tell(page, "files", [[o.number, o.path.name] for o in self._outputs.all])
            await self._outputs.changed()


async def open_door(
    door: Door,
    host: str,
    port: int,
    opened: Callable[[int], None],
    encryption: SSLContext | None = None,
) -> None:
    """Listen until a signal comes; then the program behind the door saves and ends.

    Args:
        door: What is behind the address.
        host: The address to listen on.
        port: Its port; 0 for any that is free.
        opened: Is told the port once there is somebody to answer.
        encryption: What makes it HTTPS.

    Raises:
        OSError: The address is taken, or not this computer's.
        Exception: A fault of the program, which ends all of it.
    """
    loop = asyncio.get_running_loop()
    async with serve(
        door.show,
        host,
        port,
        process_request=door.answer,
        ssl=encryption,
        compression=None,
        max_size=_LARGEST,
        server_header=None,
        logger=_SILENT,
    ) as server:
        for number in _ENDINGS:
            loop.add_signal_handler(number, door.over.set)
        opened(next(iter(server.sockets)).getsockname()[1])
        await door.over.wait()
    if door.fault is not None:
        raise door.fault


def _header(request: Request, name: str) -> str:
    """Return a header, however often it was sent: none is None."""
    return "; ".join(request.headers.get_all(name))


def _from_own_page(request: Request) -> bool:
    """Return whether a script of our own page asks: one of another port has the cookie, too."""
    origin = urlsplit(_header(request, "Origin"))
    upgrade = _header(request, "Upgrade").lower() == "websocket"
    return upgrade and origin.netloc == _header(request, "Host")


def _is_key(text: str, entry: Entry) -> bool:
    return text == entry.key


def _nothing() -> Response:
    return pages.refusal(HTTPStatus.NOT_FOUND, tr("这里没有这一页。"))


def _read(message: str | bytes) -> object:
    """Return what a page has sent; nothing that is known if it is not ours."""
    try:
        return json.loads(message)
    except ValueError:
        return None


async def _tell(page: ServerConnection, kind: str, said: object = None) -> None:
    await page.send(json.dumps([kind, said]))
