"""The sentence around a place."""

from tuiwizard.report.excerpt import LONGEST, sentence_at


def test_a_sentence_ends_where_it_ends() -> None:
    text = "第一句。第二句，还有；第三句\n第四句"
    assert sentence_at(text, 0) == "第一句。"
    assert sentence_at(text, text.index("二")) == "第二句，还有；"
    assert sentence_at(text, text.index("三")) == "第三句"
    assert sentence_at(text, len(text) - 1) == "第四句"


def test_a_long_one_is_cut_around_the_place() -> None:
    text = "甲" * 200 + "乙" + "丙" * 200
    found = sentence_at(text, 200)
    assert found.startswith("…甲")
    assert found.endswith("丙…")
    assert "乙" in found
    assert len(found) == LONGEST + 2
