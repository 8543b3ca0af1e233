"""The sum: exact, whatever the order and the stages, and refused where it would be none."""

import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.county import generated
from tests.county.units import TABLES, digest_of, named, oracle, unit
from tests.published import committed
from tests.published import committed as published
from tests.sections import SECTIONS
from tests.strategies import complete_draft, finished, inputs, section_texts, sources
from tuiwizard.county.figure_sums import FigureSums, text_of
from tuiwizard.county.let_in import EVERYBODY, LetIn, is_counted, let_in_words
from tuiwizard.county.merge import MergeResult, figures_digest, merge
from tuiwizard.county.merge_input import MergeInput, read_merge_input, typed_figure_cells
from tuiwizard.drafts import codec, store
from tuiwizard.forms.layout import narratives
from tuiwizard.forms.years import edition_for, editions
from tuiwizard.report.draft import Draft
from tuiwizard.rules.finding import Severity
from tuiwizard.rules.registry import check
from tuiwizard.words import Message

PROCUREMENT = "proactive.procurement.amount"


def summed(merged: MergeResult) -> Draft:
    assert merged.draft is not None, merged.refused
    return merged.draft


def bare(draft: Draft) -> str:
    """The draft as it is saved, without where it comes from."""
    return codec.dumps(replace(draft, sources=()))


def small(texts: dict[str, str]) -> dict[str, str]:
    """The same with all amounts in one unit, and none that a sum could not hold."""
    return {p: f"{t.rstrip('元万')[-8:]}元" if p == PROCUREMENT else t for p, t in texts.items()}


@st.composite
def reports(draw: st.DrawFn, edition: str, most: int = 5) -> list[Draft]:
    """Complete reports of several offices in one year."""
    drafts = []
    for number in range(draw(st.integers(1, most))):
        draft = complete_draft(int(edition))
        for key in (*TABLES, "other_matters"):
            texts = draw(finished(edition, key))
            draft = draft.with_texts(small({p: t for p, t in texts.items() if "text" not in p}))
        drafts.append(named(draft, f"{number}镇"))
    return drafts


@st.composite
def unfinished(draw: st.DrawFn, edition: str) -> list[Draft]:
    """Reports in any state, each with a name."""
    drafts = []
    for number in range(draw(st.integers(1, 5))):
        draft = Draft.new(int(edition))
        for key in SECTIONS:
            draft = draft.with_texts(small(draw(section_texts(edition, key))))
        drafts.append(named(draft, f"{number}镇"))
    return drafts


@pytest.mark.parametrize("edition", editions())
@given(st.data())
def test_the_sum_is_what_plain_decimals_say(edition: str, data: st.DataObject) -> None:
    drafts = data.draw(reports(edition))
    sum_of = summed(merge(map(unit, drafts), "甲县"))
    assert oracle([codec.dumps(sum_of)]) == oracle(map(codec.dumps, drafts))


@pytest.mark.parametrize("edition", editions())
@given(st.data())
def test_any_order_and_any_stages_give_the_same_bytes(edition: str, data: st.DataObject) -> None:
    drafts = data.draw(reports(edition) | unfinished(edition))
    every = [unit(draft) for draft in drafts]
    whole = summed(merge(every, "甲县", let_in=EVERYBODY))
    shuffled = data.draw(st.permutations(every))
    assert bare(summed(merge(shuffled, "甲县", let_in=EVERYBODY))) == bare(whole)
    cut = data.draw(st.integers(0, len(every)))
    districts = [
        unit(summed(merge(part, f"{n}区", let_in=EVERYBODY)))
        for n, part in enumerate((shuffled[:cut], shuffled[cut:]))
        if part
    ]
    staged = summed(merge(districts, "甲县", let_in=EVERYBODY))
    assert bare(staged) == bare(whole)
    inside = [name for source in staged.sources for name in source.units]
    assert sorted(inside) == sorted(source.agency for source in whole.sources)


@pytest.mark.parametrize(
    ("amounts", "sum_of"),
    [
        (["1.50万元", "2.5万元"], "4.00万元"),
        (["1.5万元", "5元"], "15005元"),
        (["0.000001万元", "0.000001元"], "0.010001元"),
        (["12", "0.50"], "12.50"),
        (["0万元", "7元", "0.00"], "7元"),
        (["0万元", "0"], "0"),
    ],
)
def test_amounts_keep_their_unit_and_their_digits(amounts: list[str], sum_of: str) -> None:
    drafts = [
        named(complete_draft(2020), f"{n}镇").with_texts({PROCUREMENT: text})
        for n, text in enumerate(amounts)
    ]
    for listed in (drafts, drafts[::-1]):
        draft = summed(merge(map(unit, listed), "甲县"))
        assert draft.entries("proactive").get(PROCUREMENT) == sum_of


def test_amounts_with_and_without_a_unit_have_no_sum() -> None:
    adding = FigureSums("2019")
    for text in ("3", "3万元"):
        draft = named(complete_draft(2020), "甲镇").with_texts({PROCUREMENT: text})
        adding.add(unit(draft).figures)
    assert adding.values()[PROCUREMENT] is None
    assert text_of(adding.values()[PROCUREMENT]) == ""


def test_an_amount_without_its_unit_is_not_guessed_at() -> None:
    drafts = [
        named(complete_draft(2020), f"{n}镇").with_texts({PROCUREMENT: text})
        for n, text in enumerate(("3", "3万元", "3元"))
    ]
    merged = merge(map(unit, drafts), "甲县")
    (finding,) = merged.refused
    assert (merged.draft, finding.rule, finding.files) == (None, "R204", ("0镇.toml",))
    assert finding.cells == (PROCUREMENT,)
    assert "1镇.toml、2镇.toml" in str(finding.message)
    assert str(finding.message).startswith("“政府集中采购 · 采购总金额”加不起来")


@pytest.mark.parametrize("name", ["pingtan-2021", "guanyuan-2019", "pingtan-2020"])
def test_published_figures(name: str) -> None:
    """Three times a report is three times its figures, as printed."""
    report = committed(name)
    drafts = [named(report.draft(), f"{number}镇") for number in range(3)]
    draft = summed(merge(map(unit, drafts), "甲县", let_in=EVERYBODY))
    amounts = oracle([codec.dumps(drafts[0])]) if drafts[0].report.complete else {}
    for key in TABLES:
        for path in inputs(draft.edition, key):
            printed = report.printed[path]
            figure = re.sub("[万元]", "", draft.entries(key).get(path))
            assert Decimal(figure) == 3 * Decimal(re.sub("[万元]", "", printed))
            assert path not in amounts or amounts[path] * 3 == oracle([codec.dumps(draft)])[path]


def test_reports_of_the_corpus_add_up() -> None:
    reports = [published(name) for name in ("hangzhou-style-2025", "shuyang-county-2025")]
    drafts = [named(report.draft(), f"{n}市") for n, report in enumerate(reports)]
    draft = summed(merge(map(unit, drafts), "甲省", let_in=EVERYBODY))
    for path in inputs("2021", "requests"):
        right = sum(int(report.printed[path]) for report in reports)
        assert draft.entries("requests").get(path) == str(right)


def test_what_is_left_to_the_county_is_all_that_is_wrong(tmp_path: Path) -> None:
    units = [read_merge_input(path) for path in generated.write(tmp_path, 12)]
    draft = summed(merge(units, "甲县人民政府", level="county"))
    wrong = [f for f in check(draft) if f.severity in (Severity.ERROR, Severity.QUERY)]
    assert {finding.cells for finding in wrong} == {("overview.text",), ("problems.text",)}
    texts = {cell.path for cell in narratives(draft.edition)}
    assert not [path for path in texts if draft.entries(path.partition(".")[0]).get(path)]
    written = draft.with_texts(
        {
            "overview.text": complete_words("overview"),
            "problems.text": complete_words("problems"),
        }
    )
    assert not [finding for finding in check(written) if finding.blocks]
    assert written.report.complete


def complete_words(key: str) -> str:
    return generated.unit(0).entries(key).get(f"{key}.text").replace("新收政府信息公开申请", "")


def test_every_figure_of_the_form_is_added_and_nothing_else() -> None:
    for edition in editions():
        paths = {cell.path for cell in typed_figure_cells(edition)}
        assert {path for key in TABLES for path in inputs(edition, key)} <= paths
        assert not paths & {cell.path for cell in narratives(edition)}
    assert "other_matters.fees_charged" in {cell.path for cell in typed_figure_cells("2021")}


def test_a_part_of_the_fees_does_not_pass_for_the_whole() -> None:
    first, second = (named(complete_draft(), name) for name in ("甲镇", "乙镇"))
    fees = {path: "" for path in inputs("2021", "other_matters") if "fee" in path}
    drafts = [first, second.with_texts({**fees, "other_matters.text": "信息处理费：无。"})]
    draft = summed(merge(map(unit, drafts), "甲县"))
    assert not draft.entries("other_matters")


def test_sources_are_recorded_in_the_order_of_their_names() -> None:
    drafts = [named(complete_draft(), name) for name in ("丙镇", "甲镇", "乙镇")]
    draft = summed(merge(map(unit, drafts), "甲县", named=lambda path: f"units/{path}"))
    assert [source.agency for source in draft.sources] == sorted(["丙镇", "甲镇", "乙镇"])
    for source in draft.sources:
        own = next(d for d in drafts if d.entries("agency").get("agency.name") == source.agency)
        assert source.sha256 == digest_of(codec.dumps(own))
        assert (source.path, source.year) == (f"units/{source.agency}.toml", 2025)
    assert draft.summed == figures_digest(draft)
    assert codec.loads(codec.dumps(draft)) == draft


def test_unfinished_reports_are_left_out_and_named(tmp_path: Path) -> None:
    paths = generated.write(tmp_path, 3)
    draft = store.load(paths[1])
    store.save(paths[1], draft.with_texts({"appeals.review.upheld": ""}))
    store.save(paths[2], named(store.load(paths[2]), ""))
    units = [read_merge_input(path) for path in paths]
    merged = merge(units, "甲县")
    assert [u.path for u in merged.added] == paths[:1]
    reasons = {u.path: str(u.why_not) for u in merged.left_out}
    assert "四、政府信息公开行政复议" in reasons[paths[1]]
    assert reasons[paths[2]] == "机关名称没有填"
    more = merge(units, "甲县", let_in=EVERYBODY)
    assert {u.path for u in more.added} == set(paths[:2])
    right = oracle(path.read_text("utf-8") for path in paths[:1])["requests.received.business"]
    both = int(draft.entries("requests").get("requests.received.business"))
    assert summed(more).entries("requests").get("requests.received.business") == str(right + both)


FEE, ONE = "other_matters.fees_received", "requests.received.natural_person"
BLANK, OTHER_BLANK = "appeals.review.upheld", "proactive.rules.issued"
FAULTS = {
    "a text with a query": ({"problems.text": "XX"}, None, (), "处疑问没有说明"),
    "no text": ({"problems.text": ""}, None, (), "没有填完：“五、"),
    "no contact": ({"agency.contact.phone": "", "agency.level": ""}, None, (), ""),
    "a fee that is wrong": ({FEE: "9999999"}, "数字有错：“实际收取的总金额”", (FEE,), ""),
    "a table that is not even": ({ONE: "77"}, "数字有错：“本年新收 · 自然人”", (ONE,), ""),
    "no figure": ({ONE: "一些"}, "数字有错：“本年新收 · 自然人”", (ONE,), ""),
    "a blank": ({BLANK: "", "overview.text": ""}, "没有填完：“四、", (BLANK,), "没有填完：“一、"),
    "two tables": (
        {BLANK: "", OTHER_BLANK: "一"},
        "没有填完：“四、政府信息公开行政复议、行政诉讼情况”，数字有错：“规章 · 本年制发件数”",
        (BLANK, OTHER_BLANK),
        "",
    ),
    "no name": ({"agency.name": " "}, "机关名称没有填", (), ""),
}


@pytest.mark.parametrize("case", FAULTS)
def test_only_figures_keep_a_report_out(case: str, tmp_path: Path) -> None:
    """Each fault alone: what is said of the figures, which cells are off, what is beside them."""
    texts, why_not, off, beside = FAULTS[case]
    (path,) = generated.write(tmp_path, 1)
    whole = read_merge_input(path)
    assert (whole.why_not, whole.off) == (None, ())
    store.save(path, store.load(path).with_texts(texts))
    read = read_merge_input(path)
    assert str(read.why_not or "").startswith(why_not or "")
    assert (read.why_not is None) is (why_not is None)
    assert read.off == off
    assert beside in str(read.beside or "")
    assert is_counted(read) is (why_not is None)
    assert is_counted(read, EVERYBODY) is (case != "no name")


def test_one_is_let_in_by_its_name_or_its_file(tmp_path: Path) -> None:
    paths = generated.write(tmp_path, 3)
    for path in paths[:2]:
        store.save(path, store.load(path).with_texts({BLANK: ""}))
    units = [read_merge_input(path) for path in paths]
    for said in (generated.name(0), f" {generated.name(0)} ", paths[0].name, str(paths[0])):
        let_in = LetIn.named([said])
        merged = merge(units, "甲县", let_in=let_in)
        assert [u.path for u in merged.left_out] == [paths[1]], said
        assert [u.path for u in merged.let_in] == [paths[0]]
        assert let_in.unmatched(merged.reports) == ()
        off = {source.agency: source.off for source in summed(merged).sources}
        assert off == {generated.name(0): [BLANK], generated.name(2): []}
        assert codec.loads(codec.dumps(summed(merged))) == merged.draft
    assert LetIn.named(["没有这家"]).unmatched(units) == ("没有这家",)
    (words,) = map(let_in_words, merge(units[:1], "甲县", let_in=EVERYBODY).let_in)
    assert words.startswith(f"按指定计入“{generated.name(0)}”（没有填完：“四、")
    assert "“行政复议 · 结果维持”" in words


def test_a_published_report_counts_without_its_level(tmp_path: Path) -> None:
    """No published report prints the level."""
    from tests.signing import signed
    from tuiwizard.rendering.formats import write

    page = tmp_path / "甲镇.html"
    draft = generated.unit(1)
    page.write_bytes(write(signed(draft), "html"))
    read = read_merge_input(page)
    assert read.why_not is None
    assert read.figures == unit(draft).figures


REFUSED = {
    "the same content in two files": ([("甲镇", 2025), ("甲镇", 2025)], "内容一样"),
    "other years": ([("甲镇", 2025), ("乙镇", 2025), ("丙镇", 2024)], "年度不一样"),
    "other editions": ([("甲镇", 2025), ("乙镇", 2020)], "2019 版表格"),
    "a name with other spaces": ([("甲镇（本级）", 2025), ("甲镇 (本级)", 2025)], "内容不同"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_added(case: str) -> None:
    offices, words = REFUSED[case]
    units = [
        unit(named(complete_draft(year), name), f"{number}.toml")
        for number, (name, year) in enumerate(offices)
    ]
    for listed in (units, units[::-1]):
        merged = merge(listed, "甲县")
        (finding,) = merged.refused
        assert (merged.draft, finding.rule, finding.severity) == (None, "R951", Severity.ERROR)
        assert words in str(finding.message)
        odd = [u.ref.file for u in units if u.ref.year != 2025]
        assert list(finding.files) == (odd or [u.ref.file for u in units])


def test_an_unfinished_twin_is_a_duplicate_too() -> None:
    done = unit(named(complete_draft(), "甲镇"), "1.toml")
    begun = replace(unit(named(Draft.new(2025), "甲镇"), "2.toml"), why_not=Message("没有填完"))
    assert merge([done, begun], "甲县").refused[0].files == ("1.toml", "2.toml")


def test_a_unit_inside_a_sum_is_not_added_again() -> None:
    towns = [unit(named(complete_draft(), name)) for name in ("甲镇", "乙镇")]
    district = unit(summed(merge(towns, "丙区")))
    (finding,) = merge([district, towns[0]], "丁市", let_in=EVERYBODY).refused
    assert finding.agencies == ("甲镇",)
    assert set(finding.files) == {"丙区.toml", "甲镇.toml"}
    city = unit(summed(merge([district], "丁市", let_in=EVERYBODY)))
    (deeper,) = merge([city, towns[1]], "戊省", let_in=EVERYBODY).refused
    assert deeper.agencies == ("乙镇",)


def test_the_county_may_have_a_report_of_its_own() -> None:
    """The sum has the name of one of its units then; the two are never added together."""
    own, town = (unit(named(complete_draft(), name)) for name in ("甲县", "乙镇"))
    county = unit(summed(merge([own, town], "甲县")), "county.toml")
    assert merge([county], "丙市", let_in=EVERYBODY).refused == ()
    assert merge([county, own], "丙市", let_in=EVERYBODY).refused


def test_nothing_is_no_sum() -> None:
    assert merge([], "甲县") == MergeResult(None, ())


@given(st.lists(sources, max_size=3))
def test_what_is_inside_a_source_is_known(listed: list[object]) -> None:
    draft = replace(complete_draft(), sources=tuple(listed))  # type: ignore[arg-type] # drawn
    units = unit(draft).ref.units
    for source in draft.sources:
        assert {source.agency, *source.units} <= set(units)


def test_a_unit_is_small_and_can_be_sent_to_another_process() -> None:
    import pickle

    one: MergeInput = unit(generated.unit(3))
    assert pickle.loads(pickle.dumps(one)) == one
    assert len(pickle.dumps(one)) < 4096
    assert edition_for(2025) == one.ref.edition
