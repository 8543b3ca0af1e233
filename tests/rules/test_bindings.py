"""Which number of a text is which figure."""

from tests.rules.sentences import tables
from tuiwizard.rules.case import Case
from tuiwizard.rules.narrative.bindings import bindings


def test_a_number_names_its_cells_and_whether_they_agree() -> None:
    text = "收到申请51件，办结９９件，收取信息处理费380元。"
    received, settled, fee = bindings(text, Case(tables()))
    assert (received.paths, received.agrees) == (("requests.received.total",), True)
    assert (settled.written, settled.agrees) == ("９９", False)
    assert text[settled.start : settled.stop] == "９９件"
    assert (fee.paths, fee.agrees) == (("other_matters.fees_received",), True)


def test_the_same_cells_in_another_report() -> None:
    case = Case(tables())
    other = case.after(tables().with_texts({"requests.received.business": "16"}))
    (received,) = bindings("新收申请51件。", case)
    assert received.value_in(other.this) == 61
