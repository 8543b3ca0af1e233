"""Addresses in a text become links, and nothing else does."""

import html
import re

import pytest
from hypothesis import given

from tests.rendering.test_escape import anything
from tuiwizard.rendering.links import linked

LINK = re.compile(r'<a href="([^"]*)">([^<]*)</a>')


@pytest.mark.parametrize(
    ("text", "addresses"),
    [
        ("网址：www.a.gov.cn。", ["http://www.a.gov.cn"]),
        ("（http://a.gov.cn/b/c.html?d=1&e=2）", ["http://a.gov.cn/b/c.html?d=1&e=2"]),
        ("https://a.gov.cn:8080/，b@c.gov.cn；", ["https://a.gov.cn:8080/", "mailto:b@c.gov.cn"]),
        ("登录zwgk.a.gov.cn/col查看", ["http://zwgk.a.gov.cn/col"]),
        ("See http://a.cn.", ["http://a.cn"]),
        ("HTTP://A.GOV.CN", ["HTTP://A.GOV.CN"]),
        ("报告.docx、a.b.c、1.2.3、v2.0@", []),
        ("javascript:alert(1) data:text/html,a file://www/a", []),
        ("x/www.a.cn", []),
        ("http://", []),
    ],
)
def test_what_is_an_address(text: str, addresses: list[str]) -> None:
    found = LINK.findall(linked(text, html.escape))
    assert [html.unescape(address) for address, _ in found] == addresses


@given(anything)
def test_what_is_read_is_what_was_typed(text: str) -> None:
    made = linked(text, html.escape)
    assert html.unescape(LINK.sub(r"\2", made)) == text
    for address, _ in LINK.findall(made):
        assert re.match(r"(?i)https?://|mailto:", address)
