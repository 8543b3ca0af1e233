"""What a file has besides its content: owner, group, mode, access list, extended attributes.

A save puts a new file in the place of the old one. The new one is readable by nobody else until it
has been given all of these; where the file system or the rights of the account refuse one of them,
access is narrowed, never widened, and what is lost can be said before the first save.
"""

import errno
import os
import stat
import struct
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import NamedTuple

from tuiwizard.words import tr

_ACL = "system.posix_acl_access"
_BY_THE_SYSTEM = ("security.capability", "security.evm", "security.ima")
"""Attributes that vouch for the content, which is another one now."""

_UNKNOWN = {errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS}
"""What a file system says that has no attributes."""

_REFUSED = {*_UNKNOWN, errno.EPERM, errno.EACCES, errno.EINVAL, errno.E2BIG, errno.ERANGE}
"""What cannot be done here, now or later; any other failure is one of the disk."""

_GROUP_OBJ, _MASK, _OTHER = 0x04, 0x10, 0x20
_USER_OBJ, _USER, _GROUP = 0x01, 0x02, 0x08
_HEAD, _ENTRY = struct.Struct("<I"), struct.Struct("<HHI")


class Attributes(NamedTuple):
    """What a file has besides its content.

    Attributes:
        status: Owner, group and mode; with an access list, the mode's group is its mask.
        acl: The access list as the system keeps it; empty without one.
        extended: The other extended attributes, by name.
    """

    status: os.stat_result
    acl: bytes = b""
    extended: Mapping[str, bytes] = {}

    @property
    def usual(self) -> bool:
        """Whether a new file of this account has all of it by itself or by its mode."""
        ours = (os.geteuid(), os.getegid()) if hasattr(os, "geteuid") else (0, 0)
        same = not hasattr(os, "geteuid") or (self.status.st_uid, self.status.st_gid) == ours
        return same and not self.acl and not self.extended


def of_writable(target: Path) -> Attributes | None:
    """Return what a file has that is to be written; None if there is none.

    Raises:
        OSError: It may not be written, or its attributes not be read.
    """
    try:
        status = os.stat(target)  # noqa: PTH116 - the system calls are those the tests fail
    except FileNotFoundError:
        return None
    if stat.S_ISDIR(status.st_mode):
        raise IsADirectoryError(errno.EISDIR, "")
    if not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, "")
    return of(target, status)


def of(path: Path | int, status: os.stat_result) -> Attributes:
    """Return the attributes of a file.

    Args:
        path: The file, or a handle of it.
        status: What the system says of it.

    Raises:
        OSError: They cannot be read, though the file system has some.
    """
    held = _extended(path)
    return Attributes(status, held.pop(_ACL, b""), held)


def hand_on(handle: int, old: Attributes) -> tuple[str, ...]:
    """Give a new file, which only its owner may read yet, what the old one has.

    Args:
        handle: The new file.
        old: What the old one has.

    Returns:
        What it cannot have, in words.

    Raises:
        OSError: The disk failed; what is refused for good is no failure.
    """
    if not hasattr(os, "fchown"):  # Windows: a file takes these from its folder
        return ()
    group = _done(lambda: os.chown(handle, -1, old.status.st_gid))
    owner = _done(lambda: os.chown(handle, old.status.st_uid, -1))
    lost = [] if owner else [tr("所有者改为保存的人")]
    lost += [] if group else [tr("所属的组改为保存的人的组")]
    has = _extended(handle)
    for name, value in old.extended.items():
        if has.get(name) != value and not _done(partial(os.setxattr, handle, name, value)):
            lost.append(tr("扩展属性 {name} 不再有", name=name))
    if not _let_in(handle, old, group_kept=group, inherited=_ACL in has):
        lost.append(tr("访问控制列表（ACL）不再有"))
    return tuple(lost)


def _let_in(handle: int, old: Attributes, *, group_kept: bool, inherited: bool) -> bool:
    """Let in whom the old file lets in, and nobody else; whether that is everybody."""
    mode = old.status.st_mode & 0o777
    if old.acl:
        acl = old.acl if group_kept else _without_group(old.acl)
        if _done(lambda: os.setxattr(handle, _ACL, acl)):
            return True
        mode = _mode_without_list(acl)
    elif not group_kept:
        mode &= 0o700 | (mode >> 3 & mode & 0o007) * 0o011
    if inherited:  # from the folder, by a file that the folder's list may be younger than
        os.removexattr(handle, _ACL)
    _done(lambda: os.chmod(handle, mode))
    return not old.acl


def _extended(path: Path | int) -> dict[str, bytes]:
    if not hasattr(os, "listxattr"):
        return {}
    try:
        names = os.listxattr(path)
    except OSError as error:
        if error.errno in _UNKNOWN:
            return {}
        raise  # without the list the mode would let in whom the list keeps out
    return {name: os.getxattr(path, name) for name in names if name not in _BY_THE_SYSTEM}


def _done(act: Callable[[], None]) -> bool:
    """Do something that may be refused for good; whether it was done."""
    try:
        act()
    except OSError as error:
        if error.errno in _REFUSED:
            return False
        raise
    return True


def _entries(acl: bytes) -> list[tuple[int, int, int]]:
    """Return an access list as tags, permissions and ids."""
    return list(_ENTRY.iter_unpack(acl[_HEAD.size :]))


def _without_group(acl: bytes) -> bytes:
    """Return an access list for a file in another group.

    Its people were among the others before, and those of the old group are now.
    """
    entries = _entries(acl)
    either = 7
    for tag, may, _ in entries:
        either &= may if tag in (_GROUP_OBJ, _MASK, _OTHER) else 7
    return acl[: _HEAD.size] + b"".join(
        _ENTRY.pack(tag, either if tag in (_GROUP_OBJ, _OTHER) else may, id_)
        for tag, may, id_ in entries
    )


def _mode_without_list(acl: bytes) -> int:
    """Return the widest mode that lets nobody in whom an access list keeps out.

    # u::rw u:bob:--- g::r m::r o::r -> 0600: bob is one of the others, or of the group
    """
    entries = _entries(acl)
    mask = next((may for tag, may, _ in entries if tag == _MASK), 7)
    user = group = others = 7
    for tag, may, _ in entries:
        if tag == _USER_OBJ:
            user &= may
        if tag in (_GROUP_OBJ, _USER):
            group &= may & mask
        if tag in (_OTHER, _USER, _GROUP):
            others &= may if tag == _OTHER else may & mask
    return user << 6 | group << 3 | others
