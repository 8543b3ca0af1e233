"""Compiled patterns, kept beside the compiled modules.

To compile the patterns that one report needs takes longer than to check it. So they are kept as
Python keeps modules: where the `.pyc` of this module is, under the same settings, and by the same
right, since who may write there may write the program. Nothing depends on the file: a pattern that
is not in it is compiled, and so are all where it is damaged or another Python's.
"""

import marshal
import os
import re
import sys
import zlib
from array import array
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

_KNOWN = sys.implementation.name == "cpython" and sys.version_info[:2] in (
    (3, 11),
    (3, 12),
    (3, 13),
    (3, 14),
)
"""Whether it is known how this Python makes its patterns; tests hold it for each of these."""
_MOST = 2000
"""Patterns in the file: four times those of the program, for what changes while it is worked on."""
_compiler: Any = getattr(re, "_compiler", None)

_Key = tuple[str, int]
"""A pattern and its flags: of the program, never a word of a report."""
_Made = tuple[int, bytes, int, dict[str, int]]
"""What was made of it: all its flags, its code, how many groups it has, and their names."""

_new: dict[_Key, _Made] = {}


def compiled(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Compile a pattern of the program, or take what was made of it in another process.

    Args:
        pattern: The pattern; it is written to disk, and so is never made of what somebody typed.
        flags: Its flags.
    """
    if not _KNOWN:
        return re.compile(pattern, flags)
    key = pattern, int(flags)
    made = _kept().get(key) or _new.get(key)
    if made is None:
        made = _new[key] = _make(pattern, flags)
    return _pattern(pattern, made)


def keep() -> None:
    """Write down what was compiled in this process; where that cannot be done, it is not missed."""
    file = _file()
    if not _new or file is None or sys.dont_write_bytecode:
        return
    every = {**_kept(), **_new}
    beside = file.with_suffix(f".{os.getpid()}")
    with suppress(OSError):
        try:
            beside.write_bytes(_written(every if len(every) <= _MOST else _new))
            beside.replace(file)
        finally:
            beside.unlink(missing_ok=True)


@cache
def _kept() -> dict[_Key, _Made]:
    """Return what other processes have compiled."""
    file = _file()
    with suppress(OSError):
        return _read(file.read_bytes()) if file else {}
    return {}


def _written(patterns: dict[_Key, _Made]) -> bytes:
    held = marshal.dumps(patterns)
    return _head(held) + held


def _read(written: bytes) -> dict[_Key, _Made]:
    """Read patterns, none where they are damaged or another Python's."""
    held = written[len(_head(b"")) :]
    if written != _head(held) + held:
        return {}
    patterns: dict[_Key, _Made] = marshal.loads(held)
    return patterns


def _head(held: bytes) -> bytes:
    """Return what says that the bytes behind it are whole, and made by this very Python."""
    code = f"{_compiler.MAGIC} {_compiler._sre.CODESIZE} {sys.byteorder}"
    return f"{tuple(sys.version_info)} {code} {zlib.crc32(held):08x}\n".encode()


def _file() -> Path | None:
    """Return where they are kept; there is no such place for a program in an archive."""
    compiled_module = __spec__.cached if __spec__ else None
    return Path(compiled_module).with_suffix(".patterns") if compiled_module else None


def _make(pattern: str, flags: int) -> _Made:
    """Do the slow part of `re.compile`."""
    parsed = _compiler._parser.parse(pattern, flags)
    code = array("I", _compiler._code(parsed, flags)).tobytes()
    state = parsed.state
    return int(flags | state.flags), code, state.groups - 1, dict(state.groupdict)


def _pattern(pattern: str, made: _Made) -> re.Pattern[str]:
    """Do the rest of `re.compile`, which checks the code once more."""
    flags, code, groups, names = made
    name_of = {number: name for name, number in names.items()}
    by_number = (None, *(name_of.get(number) for number in range(1, groups + 1)))
    words = memoryview(code).cast("I").tolist()
    found: re.Pattern[str] = _compiler._sre.compile(pattern, flags, words, groups, names, by_number)
    return found
