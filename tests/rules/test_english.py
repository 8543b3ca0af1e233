"""What the rules say in English: sentences in which only statutory labels are Chinese, quoted."""

from collections.abc import Mapping
from typing import Any

import pytest

from tests.catalogue import CHINESE, LABEL
from tests.rules.test_cases import CASES, case_of
from tuiwizard.rules.registry import check


@pytest.mark.usefixtures("english")
@pytest.mark.parametrize("data", CASES, ids=lambda c: f"{c['rule']}-{c['expect']}-{c['note']}")
def test_a_finding_is_english_about_quoted_labels(data: Mapping[str, Any]) -> None:
    for finding in check(case_of(data)):
        for message in (finding.message, finding.why_unchecked or finding.message):
            assert not CHINESE.search(LABEL.sub("", str(message)))
            assert CHINESE.search(message.in_chinese())
