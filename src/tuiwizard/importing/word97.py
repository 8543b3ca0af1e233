"""DOC and WPS files, as Word wrote them up to 2003: LibreOffice, where there is one, converts them.

It works in a folder and with settings of its own, which go with the conversion, so that no macro
of the person's runs and no window that is open is disturbed.
"""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from tuiwizard.errors import OverLimits, Unconverted
from tuiwizard.importing.source_lines import SourceLine
from tuiwizard.words import tr

WALL = 60.0
"""Seconds by the clock; the first start on an office computer takes twenty."""

PROCESSOR, MEMORY = 60, 1024 * 1024 * 1024
"""Seconds of work, and bytes of its own data, where the system counts them."""

_NAMES = ("soffice", "libreoffice")
_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.com",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.com",
)


def read(data: bytes) -> list[SourceLine]:
    """Say what to do with a document that nobody has converted.

    Raises:
        Unconverted: Always.
    """
    del data
    raise _unconverted()


def as_docx(data: bytes) -> bytes:
    """The document as DOCX.

    Raises:
        Unconverted: There is no LibreOffice, or it cannot read the document.
        OverLimits: Not within its limits.
    """
    program = _program()
    if program is None:
        raise _unconverted()
    with TemporaryDirectory(prefix="tuiwizard-", ignore_cleanup_errors=True) as folder:
        source = Path(folder, "source.doc")
        source.write_bytes(data)
        _convert(program, source)
        result = source.with_suffix(".docx")
        if not result.is_file():
            raise Unconverted(
                tr("LibreOffice 读不出这份旧格式的文件，请用 Word 或 WPS 打开，另存为 DOCX 再读")
            )
        return result.read_bytes()


def _program() -> str | None:
    found = (shutil.which(name) for name in (*_NAMES, *_PLACES))
    return next(filter(None, found), None)


def _unconverted() -> Unconverted:
    return Unconverted(tr("这是旧格式的 DOC 或 WPS 文件，请用 Word 或 WPS 打开，另存为 DOCX 再读"))


def _convert(program: str, source: Path) -> None:
    profile = source.with_name("profile").as_uri()
    command = [
        *(program, f"-env:UserInstallation={profile}", "--headless", "--norestore", "--nologo"),
        *("--convert-to", "docx:MS Word 2007 XML", "--outdir", str(source.parent), str(source)),
    ]
    quiet = subprocess.DEVNULL
    with _ended(
        subprocess.Popen(command, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True)
    ) as process:
        _limit(process.pid)
        try:
            process.wait(WALL)
        except subprocess.TimeoutExpired as error:
            raise OverLimits(
                tr("LibreOffice 转换这份旧格式的文件太久，请用 Word 或 WPS 打开，另存为 DOCX 再读")
            ) from error


@contextlib.contextmanager
def _ended(process: "subprocess.Popen[bytes]") -> Iterator["subprocess.Popen[bytes]"]:
    """A program that is ended behind the block with all it has started, however that is left."""
    try:
        yield process
    finally:
        if sys.platform == "win32":
            process.kill()
        else:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _limit(pid: int) -> None:
    """Limit what a program may take, where the system can."""
    if sys.platform == "linux":
        import resource

        with contextlib.suppress(OSError, ValueError):
            resource.prlimit(pid, resource.RLIMIT_CPU, (PROCESSOR, PROCESSOR))
            resource.prlimit(pid, resource.RLIMIT_DATA, (MEMORY, MEMORY))
