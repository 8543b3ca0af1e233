"""Who may do what with a file: owner, group, mode and access list, read as POSIX says."""

import os
import struct
from collections.abc import Sequence
from contextlib import suppress
from functools import reduce
from operator import or_
from pathlib import Path
from typing import NamedTuple

ACL = "system.posix_acl_access"
USER_OBJ, USER, GROUP_OBJ, GROUP, MASK, OTHER = 0x01, 0x02, 0x04, 0x08, 0x10, 0x20
NOBODY = 0xFFFFFFFF


class Person(NamedTuple):
    """An account and its groups."""

    uid: int
    gids: tuple[int, ...]


def access_list(*entries: tuple[int, int, int]) -> bytes:
    """Return an access list as the system keeps it."""
    return struct.pack("<I", 2) + b"".join(struct.pack("<HHI", *entry) for entry in entries)


def may(path: Path, person: Person) -> int:
    """Return what a person may do with a file, as three bits."""
    status, acl = os.stat(path), b""  # noqa: PTH116
    with suppress(OSError):
        acl = os.getxattr(path, ACL)
    entries = list(struct.iter_unpack("<HHI", acl[4:])) or _of_mode(status.st_mode)
    mask = next((bits for tag, bits, _ in entries if tag == MASK), 7)
    if person.uid == status.st_uid:
        return _only(entries, USER_OBJ)
    for tag, bits, uid in entries:
        if (tag, uid) == (USER, person.uid):
            return int(bits & mask)
    groups = [
        bits & mask
        for tag, bits, gid in entries
        if (tag == GROUP_OBJ and status.st_gid in person.gids)
        or (tag == GROUP and gid in person.gids)
    ]
    return _any(groups) if groups else _only(entries, OTHER)


def _any(several: Sequence[int]) -> int:
    """Several groups let in whom any of them lets in."""
    return reduce(or_, several)


def _only(entries: Sequence[tuple[int, int, int]], wanted: int) -> int:
    return next(bits for tag, bits, _ in entries if tag == wanted)


def _of_mode(mode: int) -> list[tuple[int, int, int]]:
    shifts = ((USER_OBJ, 6), (GROUP_OBJ, 3), (OTHER, 0))
    return [(tag, mode >> shift & 7, NOBODY) for tag, shift in shifts]


PEOPLE = [Person(uid, gids) for uid in (0, 7, 8, 9) for gids in ((), (0,), (5,), (6,), (5, 6))]

LIST = access_list(
    (USER_OBJ, 6, NOBODY),
    (USER, 6, 7),
    (USER, 0, 8),
    (GROUP_OBJ, 0, NOBODY),
    (GROUP, 4, 6),
    (MASK, 6, NOBODY),
    (OTHER, 4, NOBODY),
)
"""One is let in, one is kept out, and the group is not let in though the mode looks like it."""


def everybody(path: Path) -> list[int]:
    """Return what each of some people may do with a file."""
    return [may(path, person) for person in PEOPLE]
