"""What the zipapp does: unpacks the wheels that fit this Python once, and runs the program.

Machine code cannot be loaded from within a zip file, so the wheels are unpacked into a folder of
the person's own: under another name first, so that a folder of the right name is always whole.
"""

import io
import json
import os
import platform
import shutil
import sys
import zipfile
from pathlib import Path
from typing import Any

from offline import fitting

ARCHIVE = Path(__file__).parent.parent


def main() -> int:
    """Run the program, or say in one sentence why it cannot be."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # the console may not know Chinese
    with zipfile.ZipFile(ARCHIVE) as archive:
        facts = json.loads(archive.read("facts.json"))
        if why := _unfit(facts):
            return _refuse(why)
        version = fitting.this_python()
        folder = _cache() / f"{facts['digest']}-{version}"
        if not folder.is_dir():
            try:
                wheels = fitting.chosen(facts["wheels"], version)
                _unpack(archive, wheels, folder)
            except OSError:
                return _refuse(
                    f"不能解开到 {folder}，"
                    "请把环境变量 TUIWIZARD_UNPACK 设为一个能写、有 300 MB 空间的文件夹"
                )
    sys.path.insert(0, str(folder))
    from tuiwizard.cli import main as run

    return run()


def _unfit(facts: dict[str, Any]) -> str:
    """Why this computer is none for the file, if it is none."""
    machine = {"AMD64": "x86_64", "arm64": "aarch64"}.get(platform.machine(), platform.machine())
    system, version = f"{platform.system().lower()}-{machine}", fitting.this_python()
    if system != facts["system"] or fitting.lacking(facts["wheels"], version):
        return (
            f"这个文件要在 {facts['system']} 上用 Python {'、'.join(facts['pythons'])} 运行，"
            f"这里是 {system} 上的 Python {version}；"
            "请换一个，或用单文件版：它自带 Python，不用安装"
        )
    if found := fitting.other_libc():
        return f"这里的系统是 {found}，{fitting.WANTED_LIBC}，请换一台系统新一些的电脑"
    return ""


def _unpack(archive: zipfile.ZipFile, names: list[str], folder: Path) -> None:
    part = folder.with_name(f"{folder.name}.{os.getpid()}")
    try:
        part.mkdir(parents=True, mode=0o700)
        for name in names:
            with archive.open(name) as wheel, zipfile.ZipFile(wheel) as opened:
                opened.extractall(part)
        if not folder.is_dir():  # somebody else was quicker
            part.rename(folder)
    except OSError:
        if not folder.is_dir():
            raise
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _cache() -> Path:
    named = os.environ.get("TUIWIZARD_UNPACK", "")
    if named:
        return Path(named)
    if os.name == "nt":
        return Path(os.environ.get("LOCALAPPDATA", str(Path.home()))) / "tuiwizard" / "unpacked"
    cache = os.environ.get("XDG_CACHE_HOME", "")
    return (Path(cache) if cache else Path.home() / ".cache") / "tuiwizard"


def _refuse(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 2
