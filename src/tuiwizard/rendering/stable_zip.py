"""Packed files that are the same whenever and wherever they are made."""

import io
import zipfile
from collections.abc import Callable

_EPOCH = (1980, 1, 1, 0, 0, 0)


def repacked(data: bytes, stable: Callable[[str, bytes], bytes] = lambda _, part: part) -> bytes:
    """Return a packed file with one date for every part, and nothing of the system it is from.

    Args:
        data: The file.
        stable: Gives each part, by its name, as it always is.
    """
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(packed, "w") as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # the same on every system
            target.writestr(entry, stable(name, source.read(name)))
    return packed.getvalue()
