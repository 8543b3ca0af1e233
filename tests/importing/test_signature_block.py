"""The signature block under a report, told from its text."""

from datetime import date

import pytest

from tuiwizard.importing.signature_block import SignatureBlock, signature_block


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        (["无。", "甲县乙镇人民政府", "2024年1月20日"], (2, date(2024, 1, 20))),
        (["无。", "甲县乙镇人民政府（盖章）", "2024 年 1 月 20 日"], (2, date(2024, 1, 20))),
        (["无。", "甲县乙镇人民政府 2024年1月20日"], (1, date(2024, 1, 20))),
        (["无。", "丙 丁", "2024年1月20日"], (2, date(2024, 1, 20))),
        (["无。", "甲县乙局", "二〇二四年一月二十日"], (2, None)),
        (["无。", "甲县乙局", "　　年　　月　　日"], (2, None)),
        (["无。", "〔机关名称〕", "2024年1月20日"], (2, date(2024, 1, 20))),
        (["无。", "2024年1月20日"], (1, date(2024, 1, 20))),
        (["无。", "甲县乙局", "2024年2月30日"], (2, None)),
        (["2024年1月20日"], (1, date(2024, 1, 20))),
        (["本机关无其他需要报告的事项。", "以上数据截至2024年1月20日"], None),
        (["无。", "收费共计3元，上缴日期为2024年1月20日。"], None),
        (["2024年1月20日，我镇召开会议。"], None),
        (["无。"], None),
        ([], None),
    ],
)
def test_it_is_found_at_the_end(texts: list[str], found: tuple[int, date | None] | None) -> None:
    block = signature_block(texts, "丙丁")
    assert block == (SignatureBlock(*found) if found else None)
