"""Files that are no drafts, each with what is said about it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.published import committed
from tuiwizard.drafts import codec

GOOD = codec.dumps(committed("pingtan-2021").draft())


@dataclass(frozen=True)
class BadDraft:
    """A way for a draft to be bad.

    Attributes:
        name: A word for it.
        says: What the one sentence about it has to name.
        make: Makes it at a path, or in its place; returns the path to give.
    """

    name: str
    says: str
    make: Callable[[Path], Path]


def _text(text: str, encoding: str = "utf-8") -> Callable[[Path], Path]:
    return _bytes(text.encode(encoding))


def _bytes(data: bytes) -> Callable[[Path], Path]:
    def make(path: Path) -> Path:
        path.write_bytes(data)
        return path

    return make


def _directory(path: Path) -> Path:
    path.mkdir()
    return path


def _below_a_file(path: Path) -> Path:
    """Nobody can read this, not even root."""
    path.write_text(GOOD, encoding="utf-8")
    return path / "draft.toml"


def _large(path: Path) -> Path:
    """50 MB that begin as a draft does."""
    with path.open("wb") as file:
        file.write(GOOD.encode() + b"# ")
        file.truncate(50 * 1024 * 1024)
    return path


def _with(old: str, new: str) -> Callable[[Path], Path]:
    assert GOOD.count(old) == 1, old
    return _text(GOOD.replace(old, new))


BAD = (
    BadDraft("unknown-key", "“agency.nmae”：不认识这个键", _with("name =", "nmae =")),
    BadDraft("unknown-table", "“proactve”", _text(GOOD + "\n[proactve]\n")),
    BadDraft("wrong-type", "“agency.name”", _with('name = "', 'name = true # "')),
    BadDraft("wrong-type-of-table", "“overview”", _text('format = 1\nyear = 2021\noverview = 3\n')),
    BadDraft("no-year", "“year”", _text("format = 1\n")),
    BadDraft("year-2018", "2018 年没有对应的表格", _with("year = 2021", "year = 2018")),
    BadDraft("edition-and-year", "用 2019 版表格", _with("year = 2021", "year = 2020")),
    BadDraft("later-format", "请升级", _with("format = 1", "format = 2")),
    BadDraft("not-toml", "第 2 行", _text("format = 1\nyear 2021\n")),
    BadDraft("unreadable-path", "draft.toml/draft.toml：", _below_a_file),
    BadDraft("directory", "", _directory),
    BadDraft("binary", "不是文本文件", _bytes(b"\x7fELF\x02\x01\x01\0\0\0" + bytes(range(256)))),
    BadDraft("empty", "空的", _bytes(b"")),
    BadDraft("50-MB", "超过 16 MB", _large),
    BadDraft("gbk", "GBK", _text(GOOD, "gbk")),
)  # fmt: skip
