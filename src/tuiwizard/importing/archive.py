"""ZIP files with one report in them."""

import io
import zipfile
import zlib
from pathlib import PurePosixPath

from tuiwizard.errors import NoReport, SourceError
from tuiwizard.importing.formats import suffixes
from tuiwizard.importing.source_lines import SourceLine
from tuiwizard.importing.sources import MAX_BYTES, read_source
from tuiwizard.words import plural, tr

_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError)
_BESIDE = ("._", "~$")
_ARCHIVE = ".zip"


def read(data: bytes) -> list[SourceLine]:
    """The lines of the one report in an archive.

    Raises:
        NoReport: There is none, or more than one.
        SourceError: It is damaged, encrypted, or what is in it cannot be read.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = [name for name in archive.namelist() if _is_report(name)]
            if len(names) != 1:
                raise _unclear(len(names))
            with archive.open(names[0]) as file:
                content = file.read(MAX_BYTES + 1)
    except RuntimeError as error:  # so zipfile says that it takes a password
        raise SourceError(tr("压缩包加了密码，请先解压再读")) from error
    except _DAMAGED as error:
        raise SourceError(tr("压缩包已损坏，或压缩方法读不了，请先解压再读")) from error
    name = PurePosixPath(names[0]).name
    try:
        return read_source(content, name)
    except SourceError as error:
        raise type(error)(tr("压缩包里的 {name}：{error}", name=name, error=error)) from error


def _is_report(name: str) -> bool:
    path = PurePosixPath(name)
    known = path.suffix.lower() in suffixes() and path.suffix.lower() != _ARCHIVE
    return known and not path.name.startswith(_BESIDE) and path.parts[0] != "__MACOSX"


def _unclear(count: int) -> NoReport:
    if not count:
        return NoReport(tr("压缩包里没有年报的文件，请先解压看看"))
    return NoReport(plural("压缩包里有 {n} 份文件，分不清哪一份是年报，请先解压，再分别读", count))
