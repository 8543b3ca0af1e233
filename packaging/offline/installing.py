"""What install.py does where Python is new enough.

It makes sure that every file is the one that was packed, makes an environment of its own in the
person's folder, and says where the command is. The pip it uses lies in the folder, too: a Python
without pip will do.
"""

import argparse
import hashlib
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from offline import fitting

HERE = Path(__file__).resolve().parent.parent
SUMS = HERE / "SHA256SUMS"


class Refused(Exception):
    """What is wrong and what to do, one sentence."""


def main() -> int:
    """Install, or say in one sentence why not."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # the console may not know Chinese
    options = argparse.ArgumentParser(description="安装 tuiwizard（不用联网）")
    options.add_argument("--to", type=Path, default=_own_folder(), help="装到哪个文件夹")
    target = options.parse_args().to.expanduser().absolute()
    try:
        verify()
        bundle = json.loads((HERE / "bundle.json").read_text("utf-8"))
        _check_system(bundle)
        command = _install(bundle, target / ("tuiwizard-" + bundle["version"]))
        launcher = _launcher_on_windows if os.name == "nt" else _launcher_on_posix
        _say(launcher(command))
    except Refused as error:
        print(error, file=sys.stderr)
        return 2
    except OSError as error:
        print(f"装不进 {target}：{error.strerror or '写不进去'}", file=sys.stderr)
        return 2
    return 0


def verify() -> None:
    """Make sure that every file is there and as it was packed, and that none was added."""
    try:
        lines = SUMS.read_text("utf-8", "replace").splitlines()
    except OSError:
        raise Refused("离线包不完整：没有 SHA256SUMS，请重新复制整个文件夹") from None
    sums = {name: digest for digest, _, name in (line.partition("  ") for line in lines)}
    there = {path.relative_to(HERE).as_posix() for path in (HERE / "wheels").glob("*")}
    for name in sorted(there - set(sums)):
        raise Refused(f"离线包里多了一个文件 {name}，没有安装，请重新复制整个文件夹")
    for name, digest in sums.items():
        try:
            found = hashlib.sha256((HERE / name).read_bytes()).hexdigest()
        except OSError:
            raise Refused(f"离线包里缺少 {name}，没有安装，请重新复制整个文件夹") from None
        if found != digest:
            raise Refused(f"离线包里的 {name} 被改动过或损坏了，没有安装，请重新复制")


def _check_system(bundle: dict[str, Any]) -> None:
    version = fitting.this_python()
    if fitting.lacking((path.name for path in (HERE / "wheels").glob("*.whl")), version):
        wanted = "、".join(bundle["pythons"])
        raise Refused(
            f"这里的 Python 是 {version}，离线包里的程序包要 Python {wanted}；"
            "请装其中一个，或用单文件版：它自带 Python，不用安装（见 README.txt）"
        )
    if found := fitting.other_libc():
        raise Refused(f"这里的系统是 {found}，{fitting.WANTED_LIBC}，请换一台系统新一些的电脑")


def _install(bundle: dict[str, Any], environment: Path) -> Path:
    """The command, in an environment of its own."""
    import venv  # a Python cut in pieces may lack it

    _say(f"正在安装到 {environment}")
    venv.create(environment, clear=True, with_pip=False)
    scripts = environment / ("Scripts" if os.name == "nt" else "bin")
    python = scripts / ("python.exe" if os.name == "nt" else "python")
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("PIP_", "PYTHON"))}
    pip = [str(python), str(HERE / "wheels" / bundle["pip"] / "pip")]
    done = subprocess.run(
        [*pip, "--isolated", "--no-cache-dir", "--disable-pip-version-check", "install", "--quiet",
         "--no-index", "--find-links", str(HERE / "wheels"), "--only-binary", ":all:",
         "--require-hashes", "--requirement", str(HERE / "requirements.txt")],
        env=kept, check=False, capture_output=True,
    )  # fmt: skip
    if done.returncode != 0:
        print(done.stderr.decode("utf-8", "replace"), file=sys.stderr)
        systems = "、".join(bundle["systems"])
        raise Refused(f"安装没有成功，原因见上面；离线包能用在 {systems} 上")
    return scripts / ("tuiwizard.exe" if os.name == "nt" else "tuiwizard")


def _launcher_on_posix(command: Path) -> str:
    """A link where the shell looks for commands; what to say of it."""
    folder = Path.home() / ".local" / "bin"
    link = folder / "tuiwizard"
    if link.exists() and not link.is_symlink():
        return f"已安装；{link} 是别的文件，没有动它，请运行 {command}"
    folder.mkdir(parents=True, exist_ok=True)
    if link.is_symlink():
        link.unlink()
    link.symlink_to(command)
    if str(folder) in os.environ.get("PATH", "").split(os.pathsep):
        return "已安装，运行 tuiwizard 即可"
    return (
        f"已安装，运行 {link} 即可；想只打 tuiwizard，"
        "在 ~/.bashrc 里加一行 export PATH=~/.local/bin:$PATH"
    )


def _launcher_on_windows(command: Path) -> str:
    """A .cmd in plain ASCII, whatever the name of the person: it finds the folder itself."""
    folder = Path(os.environ.get("LOCALAPPDATA", "")) / "Microsoft" / "WindowsApps"
    local = Path(os.environ.get("LOCALAPPDATA", ""))
    if not folder.is_dir() or local not in command.parents:
        return f"已安装，运行 {command} 即可"
    words = f'@"%LOCALAPPDATA%\\{command.relative_to(local)}" %*\r\n'
    (folder / "tuiwizard.cmd").write_bytes(words.encode("ascii"))
    return "已安装，在新开的命令窗口里运行 tuiwizard 即可"


def _own_folder() -> Path:
    if os.name == "nt":
        return Path(os.environ.get("LOCALAPPDATA", str(Path.home()))) / "tuiwizard"
    data = os.environ.get("XDG_DATA_HOME", "")
    return (Path(data) if data else Path.home() / ".local" / "share") / "tuiwizard"


def _say(words: str) -> None:
    print(words, flush=True)
