"""公布包: what is in it, and what its list says."""

import re
from datetime import date
from pathlib import Path

import pytest

from tests.posting.reports import REPORTS
from tests.published import committed
from tests.readback import PARSERS
from tests.signing import signed
from tuiwizard.errors import NotPublishable
from tuiwizard.importing.metadata_digest import metadata_digest
from tuiwizard.posting.kit import kit, kit_folder, kit_paths
from tuiwizard.posting.names import POSTING_LIST
from tuiwizard.posting.posting_list import posting_list
from tuiwizard.posting.uses import use_of
from tuiwizard.rendering.formats import FORMATS
from tuiwizard.rendering.style import PLAIN
from tuiwizard.report.figures import Figures
from tuiwizard.report.sign_off import posted_digest

TEXTS = ("markdown", "html")
FOLDER = Path("out")


@pytest.mark.parametrize("name", ["guanyuan-2019", "pingtan-2021"])
def test_a_kit_has_what_was_chosen_and_its_list_last(name: str) -> None:
    draft = signed(committed(name).draft())
    made = kit(draft, FOLDER, "甲局.toml", TEXTS, style=PLAIN._replace(day=date(2026, 1, 20))).files
    names = ["甲局.md", "甲局.html", POSTING_LIST]
    assert [file.path for file in made] == [FOLDER / name for name in names]
    assert [file.to for file in made] == [*TEXTS, ""]
    assert kit_paths(FOLDER, "甲局", TEXTS, as_draft=False) == [file.path for file in made]
    assert {metadata_digest(file.data) for file in made} == {posted_digest(draft)}
    page = made[-1].data.decode()
    for file in made[:-1]:
        size = max(1, len(file.data) // 1024)
        assert f"| `{file.path.name}` | {use_of(file.to)} | {size} KB |" in page
    assert "- [x] 已审核签发：填报人 填报人甲（2026-01-12），审核人" in page
    assert "公布日期 2026-01-20，1月31日前公布" in page
    assert "`tuiwizard verify 甲局.toml 存下来的网页.html`" in page
    total = Figures(draft).value("requests.received.total")
    assert f"一、本年新收政府信息公开申请数量 · 申请人情况 · 总计 **{total}**" in page
    assert "草稿（未经审核）" not in page
    assert kit(draft, FOLDER, "甲局.toml", TEXTS) == kit(draft, FOLDER, "甲局.toml", TEXTS)


def test_the_kit_of_a_draft_says_that_it_is_one() -> None:
    draft = committed("pingtan-2021").draft()
    with pytest.raises(NotPublishable):
        kit(draft, FOLDER, "甲局.toml", TEXTS)
    made = kit(draft, FOLDER, "甲局.toml", TEXTS, as_draft=True).files
    assert [file.path.name for file in made] == [
        *("甲局-草稿（未经审核）.md", "甲局-草稿（未经审核）.html", POSTING_LIST),
    ]
    page = made[-1].data.decode()
    assert "> **草稿（未经审核）**：" in page
    assert "- [ ] 审核签发：`tuiwizard review 甲局.toml`" in page


@pytest.mark.parametrize("name", REPORTS)
def test_the_list_is_a_page_of_markdown(name: str) -> None:
    draft = signed(REPORTS[name]())
    told = [(f"a|b`c{to.suffix}", key, 3000) for key, to in FORMATS.items()]
    page = posting_list(draft, "甲|`.toml", told, as_draft=False)
    html = PARSERS["gfm"].render(page)
    assert html.count("<tr>") == len(FORMATS) + 1
    assert {len(re.findall("<td", row)) for row in html.split("<tr>")[2:]} == {3}
    assert [*re.findall("<h2>(.*?)</h2>", html)] == ["文件", "公布以前", "公布以后", "内容摘要"]


def test_where_a_kit_goes() -> None:
    assert kit_folder(Path("a/甲局.toml")) == Path("a/甲局-公布")
