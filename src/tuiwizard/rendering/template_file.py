"""The file of a template, which somebody has named: of bearable size, packed or not."""

import io
import zipfile
from pathlib import Path

from tuiwizard.errors import CommandError
from tuiwizard.plain_files import open_plain
from tuiwizard.words import tr

_MOST = 128 * 1024 * 1024
"""Bytes of a template, packed or not: it is read in this process."""


def template_bytes(path: Path) -> bytes:
    """Return what is in a template.

    Raises:
        CommandError: It cannot be opened or is too large; of a part no more is unpacked than its
            entry says.
        BadZipFile: It is no packed file.
    """
    try:
        with open_plain(path) as file:
            data = file.read(_MOST + 1)
    except OSError as error:
        raise CommandError(tr("打不开模板 {path}，请检查路径和权限", path=path)) from error
    large = len(data) > _MOST
    if not large:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            large = sum(entry.file_size for entry in packed.infolist()) > _MOST
    if large:
        raise CommandError(
            tr(
                "模板 {path} 太大，解开后超过 {n} MB：请删去里面的图片再用",
                path=path,
                n=_MOST // (1024 * 1024),
            )
        )
    return data
