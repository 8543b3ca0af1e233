"""`tuiwizard serve`: where it listens, and what it refuses. The page is looked at in acceptance."""

import http.client
import os
import signal
import subprocess
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.program import COMMAND, environment, run
from tuiwizard.cli.commands import serve
from tuiwizard.cli.grammar import Parser
from tuiwizard.errors import CommandError


@contextmanager
def served(folder: Path, *arguments: str | Path) -> Iterator[str]:
    """The address that is printed, while somebody listens there."""
    with subprocess.Popen(
        [*COMMAND, "serve", *map(str, arguments)],
        cwd=folder,
        env=environment(TUIWIZARD_STATE=str(folder / ".state")),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    ) as running:
        assert running.stdout is not None and running.stderr is not None
        yield running.stdout.readline().strip()
        running.send_signal(signal.SIGINT)
        said = running.stderr.read()
        assert running.wait(20) == 0
        assert "结束按 Ctrl+C\n" in said
        assert said.count("\n") <= 2


def asked(address: str, path: str) -> int:
    host = address.split("/")[2]
    line = http.client.HTTPConnection(host, timeout=20)
    line.request("GET", path)
    return line.getresponse().status


def test_only_this_computer_is_listened_to(tmp_path: Path) -> None:
    with served(tmp_path) as address:
        scheme, _, host, key = address.split("/")
        assert scheme == "http:"
        assert host.startswith("127.0.0.1:")
        assert asked(address, "/") == 403
        assert asked(address, f"/{key}") == 303
        assert asked(address, f"/{key}") == 403


def test_elsewhere_only_with_a_password(tmp_path: Path) -> None:
    done = run("serve", "--host", "0.0.0.0", folder=tmp_path)
    assert done.returncode == 2
    assert done.stdout == b""
    assert "0.0.0.0 别的电脑也打得开，要有口令" in done.stderr.decode()
    (tmp_path / "password").write_text("八个字符以上的口令\n", encoding="utf-8")
    with served(tmp_path, "--host", "0.0.0.0", "--password-file", "password") as address:
        port = address.split("/")[2].rpartition(":")[2]
        assert asked(f"//127.0.0.1:{port}/", f"/{address.rpartition('/')[2]}") == 401


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"short\n", "口令至少要有 8 个字符，没有启动"),
        (b"", "口令至少要有 8 个字符，没有启动"),
        (b"\xff" * 20, "password：读不出口令，请检查这个文件"),
        (None, "password：读不出口令，请检查这个文件"),
    ],
)
def test_what_is_no_password_is_refused(tmp_path: Path, content: bytes | None, said: str) -> None:
    if content is not None:
        (tmp_path / "password").write_bytes(content)
    done = run("serve", "--password-file", "password", folder=tmp_path)
    assert done.returncode == 2
    assert done.stderr.decode() == f"{said}\n"


def test_a_password_is_typed_where_somebody_sits(monkeypatch: pytest.MonkeyPatch) -> None:
    options = serve_options("--host", "10.0.0.1")
    monkeypatch.setattr(serve, "on_terminal", lambda _: True)
    monkeypatch.setattr(serve, "getpass", lambda _: "long enough")
    assert serve._password(options) == "long enough"


def serve_options(*arguments: str) -> Namespace:
    parser = Parser("tuiwizard serve", "")
    serve.add_arguments(parser)
    return parser.parse_args(arguments)


def test_an_address_that_cannot_be_had_is_one_sentence(tmp_path: Path) -> None:
    with served(tmp_path) as address:
        port = address.split("/")[2].rpartition(":")[2]
        done = run("serve", "--port", port, folder=tmp_path)
        assert done.returncode == 2
        assert done.stderr.decode().startswith(f"127.0.0.1:{port} 不能监听（")
        assert done.stderr.count(b"\n") == 1
    assert run("serve", "--port", "99999", folder=tmp_path).returncode == 2


def test_a_certificate_makes_it_https(tmp_path: Path) -> None:
    (tmp_path / "cert.pem").write_text("none")
    done = run("serve", "--cert", "cert.pem", folder=tmp_path)
    assert done.returncode == 2
    assert done.stderr.decode() == "cert.pem：不是 PEM 证书和私钥，请把两者放在一个文件里给出\n"
    make = (
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-subj",
        "/CN=a",
        "-days",
        "1",
    )
    try:
        subprocess.run(
            [*make, "-keyout", "key.pem", "-out", "cert.pem"],
            cwd=tmp_path, check=True, capture_output=True,
        )  # fmt: skip
    except FileNotFoundError:
        pytest.skip("openssl is not here")
    with (tmp_path / "cert.pem").open("ab") as file:
        file.write((tmp_path / "key.pem").read_bytes())
    with served(tmp_path, "--cert", "cert.pem") as address:
        assert address.startswith("https://127.0.0.1:")


@pytest.mark.parametrize(
    ("host", "here"),
    [
        ("127.0.0.1", True),
        ("127.8.8.8", True),
        ("::1", True),
        ("localhost", True),
        ("0.0.0.0", False),
        ("::", False),
        ("10.1.2.3", False),
        ("office.example", False),
        ("localhost.example", False),
    ],
)
def test_what_only_this_computer_reaches(host: str, here: bool) -> None:
    assert serve._is_here(host) is here


def test_an_address_is_one_that_a_browser_opens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("socket.gethostname", lambda: "office-1")
    assert serve._name("::1") == "[::1]"
    assert serve._name("0.0.0.0") == serve._name("::") == "office-1"
    assert serve._name("office.example") == "office.example"


def test_a_draft_is_neither_a_command_nor_an_option() -> None:
    assert serve._argument(Path("check")) == ("./check",)
    assert serve._argument(Path("-x.toml")) == ("./-x.toml",)
    assert serve._argument(Path("/a/b.toml")) == ("/a/b.toml",)
    assert serve._argument(None) == ()


def test_without_the_extra_it_says_what_is_missing(tmp_path: Path) -> None:
    (tmp_path / "websockets.py").write_text("raise ModuleNotFoundError(name='websockets')")
    source = environment()["PYTHONPATH"]
    done = run("serve", folder=tmp_path, PYTHONPATH=f"{tmp_path}{os.pathsep}{source}")
    assert done.returncode == 2
    assert done.stderr.decode() == "用浏览器打开需要附加包，请先运行 pip install 'tuiwizard[web]'\n"


def test_windows_is_told_what_to_do_instead(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serve, "IS_WINDOWS", True)
    with pytest.raises(CommandError, match="Windows 上不能用 serve"):
        serve.run(serve_options())
