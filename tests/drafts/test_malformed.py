"""Every error message about a draft file.

`malformed/NAME.toml` is a file and `malformed/NAME.txt` the sentence about it, without its path;
files that are no text are made here.
"""

import os
from pathlib import Path

import pytest

from tests.strategies import complete_draft
from tuiwizard.drafts.codec import dumps
from tuiwizard.drafts.store import load
from tuiwizard.errors import DraftContent, DraftError, DraftSyntax, DraftUnreadable

MALFORMED = Path(__file__).with_name("malformed")
NAMES = sorted(path.stem for path in MALFORMED.glob("*.toml"))


def test_each_file_has_its_sentence_and_each_sentence_its_file() -> None:
    assert len(NAMES) > 50
    assert sorted(path.stem for path in MALFORMED.glob("*.txt")) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_file_that_is_no_draft(name: str) -> None:
    path = MALFORMED / f"{name}.toml"
    before = path.read_bytes()
    with pytest.raises(DraftError) as caught:
        load(path)
    error = caught.value
    sentence = path.with_suffix(".txt").read_text("utf-8").rstrip("\n")
    place = sentence.removesuffix(error.message)
    said = {"": "：", "“": f" 的{place}", "第": f" {place}"}[place[:1]]
    assert str(error) == f"{path}{said}{error.message}"
    assert sentence.endswith(error.message)
    assert error.path == path
    assert error.exit_code == 2
    syntax = name.startswith(("syntax", "number", "key-twice", "table-twice"))
    assert type(error) is (DraftSyntax if syntax else DraftContent)
    assert (error.key is not None) == (not syntax)
    assert path.read_bytes() == before


HEAD = b"format = 1\nyear = 2025\n"

BYTES = {
    "empty": (b"", "文件是空的，不是草稿；要新建请换一个文件名"),
    "blank": (b" \r\n\n", "文件是空的，不是草稿；要新建请换一个文件名"),
    "nul": (HEAD + b"\0", "这不是文本文件，请给出 TOML 草稿"),
    "docx": (b"PK\x03\x04\x14\0\x06\0", "这不是文本文件，请给出 TOML 草稿"),
    "gbk": (HEAD + "[overview]\ntext = '无'\n".encode("gbk"), "文件是 GBK 编码"),
    "gb18030": (HEAD + "# 㐀𠀀\n".encode("gb18030"), "文件是 GBK 编码，请用记事本另存为 UTF-8"),
    "utf-16": (HEAD.decode().encode("utf-16"), "文件是 UTF-16 编码，请用记事本另存为 UTF-8"),
    "utf-16-be": (b"\xfe\xff" + HEAD.decode().encode("utf-16-be"), "文件是 UTF-16 编码"),
    "utf-16-without-mark": (HEAD.decode().encode("utf-16-le"), "这不是文本文件"),
    "invalid-utf-8": (HEAD + b"# \xff\xff\xff", "这不是 UTF-8 文本，请给出 TOML 草稿"),
    "cut-off-utf-8": (HEAD + "# 无".encode()[:-1], "UTF-8"),
    "surrogate": (HEAD + b"# \xed\xa0\x80\x80", "UTF-8"),
    "17-mb": (HEAD + b"# " + b"x" * 17 * 1024 * 1024, "文件超过 16 MB，不是草稿，请换一个文件"),
}


@pytest.mark.parametrize("name", BYTES)
def test_a_file_that_is_no_utf_8_text(name: str, tmp_path: Path) -> None:
    data, words = BYTES[name]
    path = tmp_path / "draft.toml"
    path.write_bytes(data)
    with pytest.raises(DraftUnreadable) as caught:
        load(path)
    assert str(caught.value).startswith(f"{path}：")
    assert words in caught.value.message
    assert (caught.value.key, caught.value.line) == (None, None)
    assert path.read_bytes() == data


@pytest.mark.parametrize("opening", ["[", "{a = ", "[{a="])
def test_brackets_nested_beyond_reason(opening: str, tmp_path: Path) -> None:
    path = tmp_path / "draft.toml"
    path.write_bytes(HEAD + b"overview = " + opening.encode() * 20_000)
    with pytest.raises(DraftSyntax, match="括号或键嵌套太深，这不是草稿"):
        load(path)


def test_a_dotted_key_nested_beyond_reason(tmp_path: Path) -> None:
    path = tmp_path / "draft.toml"
    path.write_bytes(HEAD + b"overview" + b".a" * 2_000 + b" = 1\n")
    with pytest.raises(DraftSyntax, match="嵌套太深"):
        load(path)


def test_a_missing_file(tmp_path: Path) -> None:
    path = tmp_path / "没有.toml"
    with pytest.raises(DraftUnreadable, match="没有这个文件，请检查文件名和路径"):
        load(path)
    with pytest.raises(DraftUnreadable, match="没有这个文件"):
        load(path / "draft.toml")


def test_a_folder(tmp_path: Path) -> None:
    with pytest.raises(DraftUnreadable, match="这是一个文件夹，请给出草稿文件"):
        load(tmp_path)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root reads everything")
def test_an_unreadable_file(tmp_path: Path) -> None:
    path = tmp_path / "draft.toml"
    path.write_bytes(HEAD)
    path.chmod(0)
    with pytest.raises(DraftUnreadable, match="没有读取权限，请检查文件的权限"):
        load(path)


@pytest.mark.parametrize(
    ("raised", "words"),
    [(PermissionError(13, "x"), "没有读取权限"), (OSError(5, "x"), "读不出来")],
)
def test_a_file_the_system_does_not_open(
    raised: OSError, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "draft.toml"
    path.write_bytes(HEAD)

    def refuse(*_args: object, **_options: object) -> None:
        raise raised

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(DraftUnreadable, match=words):
        load(path)


@pytest.mark.parametrize("name", ["x" * 300 + ".toml", "a\0b.toml"])
def test_a_name_that_cannot_be(name: str, tmp_path: Path) -> None:
    with pytest.raises(DraftUnreadable, match="读不出来，请检查文件名和磁盘"):
        load(tmp_path / name)


def test_links_in_a_circle(tmp_path: Path) -> None:
    link = tmp_path / "draft.toml"
    link.symlink_to(link)
    with pytest.raises(DraftUnreadable, match="读不出来"):
        load(link)


def test_a_byte_order_mark_and_windows_line_ends_are_accepted(tmp_path: Path) -> None:
    draft = complete_draft(2025).with_texts({"overview.text": "甲\n乙"})
    path = tmp_path / "draft.toml"
    path.write_bytes(b"\xef\xbb\xbf" + dumps(draft).replace("\n", "\r\n").encode())
    assert load(path) == draft


def test_an_error_names_its_place() -> None:
    assert str(DraftError("坏了")) == "坏了"
    assert str(DraftError("坏了", line=3)) == "第 3 行：坏了"
    assert str(DraftError("坏了", key="a.b")) == "“a.b”：坏了"
    assert str(DraftError("坏了", line=3, key="a.b")) == "第 3 行 的“a.b”：坏了"
    assert str(DraftError("坏了", line=3).at(Path("x.toml"))) == "x.toml 第 3 行：坏了"
    assert str(DraftError("坏了", key="a.b", path=Path("x.toml"))) == "x.toml 的“a.b”：坏了"
