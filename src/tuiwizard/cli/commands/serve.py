"""`tuiwizard serve [DRAFT]`: the wizard in a browser, for those who have no terminal."""

import asyncio
import os
import sys
from argparse import Namespace
from getpass import getpass
from ipaddress import ip_address
from pathlib import Path
from ssl import PROTOCOL_TLS_SERVER, SSLContext, SSLError

from tuiwizard.cli.grammar import Parser, with_draft_or_start
from tuiwizard.cli.output import emit, on_terminal, tell
from tuiwizard.errors import CommandError
from tuiwizard.plain_files import is_special, open_plain
from tuiwizard.words import VARIABLE, spoken, tr

HERE = "127.0.0.1"
"""Where is listened unless another address is given: only this computer reaches it."""

IS_WINDOWS = os.name == "nt"

_SHORTEST = 8
"""Characters of a password."""

_EDITORS = ("EDITOR", "VISUAL")
"""What opens a program that can open a shell: not for who comes from another computer."""


def add_arguments(parser: Parser) -> None:
    """Add the draft, where to listen, and what protects it elsewhere."""
    with_draft_or_start(parser)
    parser.add_argument(
        "--host",
        metavar="ADDRESS",
        default=HERE,
        help=tr("监听的地址，不给则只有这台电脑打得开；给了别的地址就要口令"),
    )
    parser.add_argument(
        "--port", metavar="N", type=int, default=0, help=tr("监听的端口，不给则用空着的")
    )
    parser.add_argument(
        "--password-file",
        metavar="FILE",
        type=Path,
        help=tr("口令取自这个文件的第一行，不给则启动时问"),
    )
    parser.add_argument(
        "--cert",
        metavar="FILE",
        type=Path,
        help=tr("证书和私钥（PEM），用 HTTPS 加密"),
    )


def run(options: Namespace) -> int:
    """Open the door, print the one-time address, and listen until it is ended (Ctrl+C).

    Raises:
        CommandError: The system has no ptys, the extra is missing, or the address cannot be had.
    """
    if IS_WINDOWS:
        raise CommandError(
            tr("Windows 上不能用 serve，请直接运行 tuiwizard，或在 Linux 上运行 serve")
        )
    for given in (options.draft, options.cert):
        if given is not None and is_special(given):
            raise CommandError(tr("{path}：这是管道、设备或套接字，不是文件，没有打开", path=given))
    abroad = not _is_here(options.host)
    password = _password(options) if abroad or options.password_file else ""
    encryption = _encryption(options.cert) if options.cert else None
    if abroad and encryption is None:
        tell(tr("没有加密：口令和年报的内容在网络上是明文，只能在可信的内网用，或者用 --cert 加密"))
    try:
        asyncio.run(_listen(options, password, encryption))
    except ModuleNotFoundError as error:
        if error.name != "websockets":
            raise
        raise CommandError(
            tr("用浏览器打开需要附加包，请先运行 pip install 'tuiwizard[web]'")
        ) from error
    except (OSError, OverflowError) as error:  # a port over 65535 overflows
        raise CommandError(
            tr(
                "{host}:{port} 不能监听（{reason}），请换一个 --host 或 --port",
                host=options.host,
                port=options.port,
                reason=getattr(error, "strerror", None) or error,
            )
        ) from error
    return 0


async def _listen(options: Namespace, password: str, encryption: SSLContext | None) -> None:
    from tuiwizard.door.door import Door, open_door
    from tuiwizard.door.entry import Entry
    from tuiwizard.door.outputs import Outputs
    from tuiwizard.door.program import environment_of, own_command

    entry = Entry(password)
    async with Outputs() as outputs:
        told = {VARIABLE: spoken(), **outputs.environment}
        without = () if _is_here(options.host) else _EDITORS
        environment = environment_of(told, without=without)
        command = (*own_command(), *_argument(options.draft))
        door = Door(command, environment, entry, outputs, encrypted=encryption is not None)
        scheme = "http" if encryption is None else "https"

        def opened(port: int) -> None:
            tell(
                tr("请用浏览器打开下面的地址；只能用一次，只认第一个打开它的浏览器。结束按 Ctrl+C")
            )
            emit(f"{scheme}://{_name(options.host)}:{port}/{entry.key}\n")

        await open_door(door, options.host, options.port, opened, encryption)


def _argument(draft: Path | None) -> tuple[str, ...]:
    """Return the draft as an argument that is neither a command nor an option: check -> ./check."""
    return () if draft is None else (os.path.join(os.curdir, draft),)  # noqa: PTH118 - keeps "./"


def _is_here(host: str) -> bool:
    """Return whether only this computer reaches an address."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _name(host: str) -> str:
    """Return how an address is written in a link; that of all networks is the computer's name."""
    try:
        address = ip_address(host)
    except ValueError:
        return host
    if address.is_unspecified:
        import socket

        return socket.gethostname()
    return f"[{host}]" if address.version == 6 else host


def _password(options: Namespace) -> str:
    """Return the password, of a file or typed where nobody sees it.

    Raises:
        CommandError: There is none, or it is too short.
    """
    if options.password_file is not None:
        password = _first_line(options.password_file)
    elif on_terminal(sys.stdin):
        password = getpass(tr("给 {host} 设一个口令：", host=options.host))
    else:
        raise CommandError(
            tr(
                "{host} 别的电脑也打得开，要有口令：请用 --password-file FILE 给出",
                host=options.host,
            )
        )
    if len(password) < _SHORTEST:
        raise CommandError(tr("口令至少要有 {n} 个字符，没有启动", n=_SHORTEST))
    return password


def _first_line(path: Path) -> str:
    try:
        with open_plain(path) as file:
            return file.readline().decode("utf-8").rstrip("\r\n")
    except (OSError, ValueError) as error:
        raise CommandError(tr("{path}：读不出口令，请检查这个文件", path=path)) from error


def _encryption(path: Path) -> SSLContext:
    context = SSLContext(PROTOCOL_TLS_SERVER)
    try:
        context.load_cert_chain(path)
    except (OSError, SSLError, ValueError) as error:
        raise CommandError(
            tr("{path}：不是 PEM 证书和私钥，请把两者放在一个文件里给出", path=path)
        ) from error
    return context
