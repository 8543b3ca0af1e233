"""A draft that was cut short is told, wherever it was cut; one edited by hand opens as before."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given

from tests.published import committed
from tests.strategies import any_text, complete_draft, drafts
from tuiwizard.drafts import codec, early_table, store
from tuiwizard.drafts.end_mark import Standing, is_cut, standing
from tuiwizard.drafts.schema_line import SCHEMA_FILE
from tuiwizard.errors import DraftError
from tuiwizard.report.draft import Draft


def _begun() -> Draft:
    return Draft.new(2025).with_texts(
        {
            "agency.name": "甲镇",
            "overview.text": "第一段。\n# 完 不是\n",
            "requests.received.business": "1,2x",
        }
    )


DRAFTS: dict[str, Callable[[], Draft]] = {
    "begun": _begun,
    "complete": complete_draft,
    "published": lambda: committed("pingtan-2021").draft(),
}


@pytest.mark.parametrize("name", DRAFTS)
@pytest.mark.parametrize("schema", [False, True])
def test_no_draft_cut_at_any_byte_opens_with_other_content(
    tmp_path: Path, name: str, schema: bool
) -> None:
    if schema:
        (tmp_path / SCHEMA_FILE).write_text("{}", "utf-8")
    path, draft = tmp_path / "d.toml", DRAFTS[name]()
    store.save(path, draft)
    data, refused = path.read_bytes(), 0
    for length in range(len(data)):
        path.write_bytes(data[:length])
        assert early_table.read(path, "requests") is None or length == len(data) - 1
        try:
            found = store.loads(data[:length], path)
        except DraftError:
            refused += 1
        else:
            assert found == draft, length
    assert refused == len(data) - 1  # the last line break alone may go


@given(drafts(), any_text)
def test_what_stands_between_the_marks_is_known(draft: Draft, text: str) -> None:
    whole = codec.dumps(draft)
    assert standing(whole) is Standing.WHOLE
    assert standing(f"\ufeff#:schema a.json\r\n{whole}".replace("\n", "\r\n")) is Standing.WHOLE
    assert standing(whole + "\n\n") is Standing.WHOLE
    edited = whole.replace("year = ", "year  = ")
    assert standing(edited) is Standing.EDITED
    assert codec.loads(edited) == draft
    head, _, rest = whole.partition("\n")
    assert standing(rest) is Standing.UNMARKED
    assert codec.loads(rest) == draft
    assert is_cut(head) and standing(f"{head}\n{text}") is Standing.CUT


def test_a_table_written_behind_the_end_is_read() -> None:
    text = codec.dumps(complete_draft()) + '[unfinished.appeals]\n"review.upheld" = "1"\n'
    assert standing(text) is Standing.EDITED


def test_a_text_that_looks_like_the_marks_is_none() -> None:
    text = codec.dumps(complete_draft())
    head = text.partition("\n")[0]
    said = complete_draft().with_texts({"overview.text": f"甲\n{head}\n# 完 0123456789abcdef"})
    assert codec.loads(codec.dumps(said)) == said
    assert standing(f"format = 1\n{text}") is Standing.UNMARKED


def test_a_cut_is_told_with_its_line_and_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "d.toml"
    store.save(path, complete_draft())
    lines = path.read_text("utf-8").splitlines(keepends=True)
    path.write_text("".join(lines[:7]), "utf-8")
    with pytest.raises(DraftError) as caught:
        store.load(path)
    assert str(caught.value) == (
        f"{path} 第 7 行：草稿到这里被截断了，缺少第一行里写着的最后一行，请换用完整的一份；"
        "只要剩下的内容，就删去那第一行"
    )
    path.write_text("".join(lines[1:7]), "utf-8")
    assert store.load(path).year == 2025
