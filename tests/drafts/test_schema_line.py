"""The first line of a draft, for editors: kept where it is, written where a schema is beside it."""

from pathlib import Path

import pytest

from tests.strategies import complete_draft
from tuiwizard.drafts import codec, store
from tuiwizard.drafts.draft_file import DraftFile
from tuiwizard.drafts.schema_line import SCHEMA_FILE, schema_line

LINE = f"#:schema ./{SCHEMA_FILE}\n"


def test_without_a_schema_beside_it_a_draft_has_none(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    store.save(path, complete_draft())
    assert path.read_text("utf-8") == codec.dumps(complete_draft())


@pytest.mark.parametrize("save", [store.save, lambda p, d: DraftFile(p).save(d)])
def test_a_schema_beside_it_is_named(tmp_path: Path, save: object) -> None:
    (tmp_path / SCHEMA_FILE).write_text("{}", "utf-8")
    path = tmp_path / "a.toml"
    assert callable(save)
    save(path, complete_draft())
    assert path.read_text("utf-8") == LINE + codec.dumps(complete_draft())
    assert store.load(path) == complete_draft()


@pytest.mark.parametrize("begin", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_line_that_is_there_is_kept(tmp_path: Path, begin: str, end: str) -> None:
    path = tmp_path / "a.toml"
    text = f"{begin}#:schema https://example.invalid/草稿.json{end}" + codec.dumps(complete_draft())
    path.write_bytes(text.encode())
    (tmp_path / SCHEMA_FILE).write_text("{}", "utf-8")
    file = DraftFile(path)
    changed = file.read().with_texts({"overview.text": "改过。"})
    file.save(changed)
    kept, _, rest = path.read_text("utf-8").partition("\n")
    assert kept == "#:schema https://example.invalid/草稿.json"
    assert rest == codec.dumps(changed)
    file.save(changed.with_texts({"overview.text": "又改。"}))  # and it may be saved over again
    assert path.read_text("utf-8").startswith(kept)


def test_another_comment_is_no_schema(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    for text in (
        "# 说明\n",
        "#:schema\n",
        "format = 1\n#:schema a.json\n",
        "#:schema a\0\n",
        "\xff",
    ):
        path.write_bytes(text.encode("latin-1", "replace"))
        assert schema_line(path) == ""


def test_what_cannot_be_asked_has_none(tmp_path: Path) -> None:
    assert schema_line(tmp_path) == ""
    assert schema_line(tmp_path / "absent" / "a.toml") == ""
    assert schema_line(Path("a\0.toml")) == ""
    (tmp_path / "a.toml").write_bytes(b"#:schema \xff\n")
    assert schema_line(tmp_path / "a.toml") == ""
