"""What this program puts out, in every format, is read back as it was."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.published import TABLES, committed
from tests.signing import signed
from tests.strategies import finished
from tuiwizard.forms.common import SectionKind
from tuiwizard.forms.editions import section_keys
from tuiwizard.forms.layout import cells
from tuiwizard.importing.extraction import extract
from tuiwizard.importing.imported import Imported
from tuiwizard.importing.sources import read_source
from tuiwizard.rendering.formats import FORMATS, write
from tuiwizard.rendering.style import Style
from tuiwizard.report.draft import Draft
from tuiwizard.report.entries import value_at

OUTPUTS: dict[str, tuple[str, dict[str, Any]]] = {
    "markdown": ("markdown", {}),
    "markdown-html": ("markdown", {"style": Style(tables="html")}),
    "markdown-site": ("markdown", {"style": Style(heading_level=3, front_matter=True)}),
    "html": ("html", {}),
    "fragment": ("fragment", {}),
    "docx": ("docx", {}),
    "docx-plain": ("docx", {"style": Style(subheads="none")}),
    "markdown-subheads": ("markdown", {"style": Style(subheads="alone")}),
    "html-subheads": ("html", {"style": Style(subheads="alone")}),
    "fragment-subheads": ("fragment", {"style": Style(subheads="alone")}),
    "xlsx": ("xlsx", {}),
}
NARRATIVES = ("overview.text", "problems.text", "other_matters.text")


def read_back(draft: Draft, output: str) -> Imported:
    to, options = OUTPUTS[output]
    data = write(signed(draft), to, **options)
    return extract(read_source(data, f"report{FORMATS[to].suffix}"))


def figures(draft: Draft) -> dict[str, object]:
    """All figures of the tables, totals included."""
    found = {}
    for key in section_keys(draft.edition, SectionKind.TABLE):
        section = draft.report.section(key)
        assert section is not None
        for cell in cells(draft.edition, key):
            found[cell.path] = value_at(section, cell.path)
    return found


def words(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]


@pytest.mark.parametrize("output", OUTPUTS)
@pytest.mark.parametrize("name", ["guanyuan-2019", "pingtan-2021"])
def test_figures_totals_and_texts_come_back(name: str, output: str) -> None:
    draft = committed(name).draft()
    found = read_back(draft, output)
    expected = figures(draft)
    assert {p: str(printed.value) for p, printed in found.printed.items()} == {
        p: str(getattr(value, "number", value)) for p, value in expected.items()
    }
    assert (found.year, found.edition) == (draft.year, draft.edition)
    assert found.agency == draft.agency_name
    assert found.missing == ()
    for path in NARRATIVES:
        typed = draft.entries(path.partition(".")[0]).get(path)
        assert words(found.texts[path])[: len(words(typed))] == words(typed)


@pytest.mark.parametrize("output", OUTPUTS)
@given(data=st.data(), year=st.sampled_from([2020, 2025]))
@settings(max_examples=20, suppress_health_check=list(HealthCheck))
def test_any_finished_report_comes_back(output: str, data: st.DataObject, year: int) -> None:
    draft = committed("guanyuan-2019" if year == 2020 else "pingtan-2021").draft()
    texts: dict[str, str] = {}
    for key in TABLES:
        texts |= data.draw(finished(draft.edition, key))
    draft = draft.with_year(year).with_texts(texts)
    found = read_back(draft, output)
    again = found.draft(year)
    for key in TABLES:
        assert again.report.section(key) == draft.report.section(key)
    computed = {cell.path for key in TABLES for cell in cells(draft.edition, key) if cell.computed}
    expected = figures(draft)
    assert found.totals == {path: expected[path] for path in computed}


@pytest.mark.parametrize("output", OUTPUTS)
@pytest.mark.parametrize("lacking", [(), ("agency.introduction", "overview.text")])
def test_the_stamp_of_a_draft_is_no_text_of_it(output: str, lacking: tuple[str, ...]) -> None:
    to, options = OUTPUTS[output]
    draft = committed("pingtan-2021").draft().with_texts(dict.fromkeys(lacking, ""))
    data = write(draft, to, as_draft=True, **options)
    found = extract(read_source(data, f"report{FORMATS[to].suffix}"))
    assert found.stamped
    assert "草稿" in str(found.notes[0])
    whole = read_back(committed("pingtan-2021").draft(), output)
    assert not whole.stamped
    assert found.printed == whole.printed or output == "markdown-site"
    assert found.texts == {p: t for p, t in whole.texts.items() if p not in lacking}


def test_what_a_draft_lacks_may_go_over_several_lines() -> None:
    page = """2021年甲局政府信息公开工作年度报告
草稿（未经审核）：年报还没有完成：“三、收到和处理政府信息公开申请情况”3 格未填、
2 处有误；“四、政府信息公开行政复议、行政诉讼情况”
15 格未填
；“五、存在的主要问题及改进情况”1 格未填
按规定编制。
一、总体情况
草稿（未经审核）
草稿（未经审核）两份已经退回。
"""
    found = extract(read_source(page.encode(), "a.txt"))
    assert found.stamped
    assert found.texts == {
        "agency.introduction": "按规定编制。",
        "overview.text": "草稿（未经审核）两份已经退回。",
    }
