"""A save keeps owner, group, mode, access list and attributes, and never lets anybody else in."""

import errno
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.drafts.access import (
    ACL,
    GROUP,
    GROUP_OBJ,
    LIST,
    MASK,
    NOBODY,
    OTHER,
    PEOPLE,
    USER,
    USER_OBJ,
    access_list,
    everybody,
    may,
)
from tuiwizard.drafts.attributes import _mode_without_list
from tuiwizard.drafts.files import write_text
from tuiwizard.drafts.savable import lost_by_saving


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A draft with an access list and an attribute; whoever tests has the right to make it."""
    path = tmp_path / "d.toml"
    path.write_text("old", "utf-8")
    try:
        os.setxattr(path, ACL, LIST)
        os.setxattr(path, "user.县", b"x")
    except (OSError, AttributeError):
        pytest.skip("a file system without access lists")
    return path


def test_access_list_and_attributes_are_kept(path: Path) -> None:
    before, mode = everybody(path), path.stat().st_mode
    write_text(path, "new")
    assert path.read_text("utf-8") == "new"
    assert everybody(path) == before
    assert path.stat().st_mode == mode
    assert os.getxattr(path, ACL) == LIST
    assert os.getxattr(path, "user.县") == b"x"
    assert lost_by_saving(path) == ()
    assert os.listdir(path.parent) == [path.name]  # noqa: PTH208


def refusing(monkeypatch: pytest.MonkeyPatch, call: str, number: int, name: str = "") -> None:
    real = getattr(os, call)

    def refuse(*args: object) -> object:
        if not name or name in args:
            raise OSError(number, os.strerror(number))
        return real(*args)

    monkeypatch.setattr(os, call, refuse)


def test_where_no_access_list_can_be_made_nobody_gets_in_by_the_mode(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = everybody(path)
    refusing(monkeypatch, "setxattr", errno.ENOTSUP, ACL)
    assert lost_by_saving(path) == ("访问控制列表（ACL）不再有",)
    write_text(path, "new")
    after = everybody(path)
    assert all(now & ~then == 0 for then, now in zip(before, after, strict=True))
    assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="only root gives files away")
@pytest.mark.parametrize("with_list", [True, False])
def test_in_another_group_are_people_who_were_others(
    path: Path, monkeypatch: pytest.MonkeyPatch, *, with_list: bool
) -> None:
    if with_list:
        os.setxattr(
            path,
            ACL,
            access_list(
                *[(1, 6, NOBODY), (2, 6, 7), (4, 6, NOBODY)], (16, 6, NOBODY), (32, 0, NOBODY)
            ),
        )
    else:
        os.removexattr(path, ACL)
        path.chmod(0o664)
    os.chown(path, 9, 5)
    before = everybody(path)
    refusing(monkeypatch, "chown", errno.EPERM)
    assert lost_by_saving(path) == ("所有者改为保存的人", "所属的组改为保存的人的组")
    write_text(path, "new")
    for person, then in zip(PEOPLE, before, strict=True):
        if person.uid != 0:  # it is root's now
            assert may(path, person) & ~then == 0, person


def test_a_list_that_the_folder_hands_down_is_not_that_of_the_file(path: Path) -> None:
    os.removexattr(path, ACL)
    path.chmod(0o664)
    before = everybody(path)
    os.setxattr(path.parent, "system.posix_acl_default", LIST)
    write_text(path, "new")
    assert everybody(path) == before
    assert ACL not in os.listxattr(path)


def test_what_refuses_one_attribute_is_told_and_a_disk_that_fails_is_no_refusal(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        refusing(patched, "setxattr", errno.EPERM, "user.县")
        assert lost_by_saving(path) == ("扩展属性 user.县 不再有",)
    refusing(monkeypatch, "getxattr", errno.EIO)
    assert lost_by_saving(path) == ()
    with pytest.raises(Exception, match="磁盘读写出错，没有保存"):
        write_text(path, "new")
    assert path.read_text("utf-8") == "old"


def test_a_file_system_without_attributes_has_none(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refusing(monkeypatch, "listxattr", errno.ENOTSUP)
    write_text(path, "new")
    assert path.read_text("utf-8") == "new"


def test_hard_links_are_told(tmp_path: Path) -> None:
    path = tmp_path / "d.toml"
    assert lost_by_saving(path) == ()
    path.write_text("old", "utf-8")
    assert lost_by_saving(path) == ()
    path.with_name("e.toml").hardlink_to(path)
    assert lost_by_saving(path) == ("另外的文件名（硬链接）下仍是原来的内容",)


bits = st.integers(0, 7)


@given(
    users=st.dictionaries(st.sampled_from([7, 8]), bits),
    groups=st.dictionaries(st.sampled_from([5, 6]), bits),
    three=st.tuples(bits, bits, bits, bits),
)
def test_the_mode_without_a_list_lets_nobody_else_in(
    tmp_path_factory: pytest.TempPathFactory,
    users: dict[int, int],
    groups: dict[int, int],
    three: tuple[int, int, int, int],
) -> None:
    path = tmp_path_factory.mktemp("a") / "d"
    path.write_text("")
    acl = access_list(
        (USER_OBJ, three[0], NOBODY),
        *((USER, may_, uid) for uid, may_ in sorted(users.items())),
        (GROUP_OBJ, three[1], NOBODY),
        *((GROUP, may_, gid) for gid, may_ in sorted(groups.items())),
        (MASK, three[2], NOBODY),
        (OTHER, three[3], NOBODY),
    )
    try:
        os.setxattr(path, ACL, acl)
    except (OSError, AttributeError):
        pytest.skip("a file system without access lists")
    before = everybody(path)
    os.removexattr(path, ACL)
    path.chmod(_mode_without_list(acl))
    assert all(now & ~then == 0 for then, now in zip(before, everybody(path), strict=True))
