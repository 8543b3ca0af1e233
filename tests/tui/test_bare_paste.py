"""What is told from keys: the cells of a spreadsheet, all of whose rows are ended."""

import pytest

from tuiwizard.tui.bare_paste import is_block


@pytest.mark.parametrize(
    "text",
    [
        "5\t6\r7\t8\r",
        "5\t6\r\n7\t8\r\n",
        "甲\t1\t2\t3\n",
        "1\t\n\t4\n",
        "7\r" * 8,
        "7\r\r" * 8,
    ],
)
def test_a_block(text: str) -> None:
    assert is_block(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "5\r6\r7\r",
        "5\t6\t7\t8",
        "7\r" * 7,
        "7\r" + "\r" * 8,
        "5\t6\r",
        "5\t6\r7\r",
        "5\t6\r7\t8",
        "1\t2\r\x1b[B3\t4\r",
        "\t\t",
    ],
)
def test_keys(text: str) -> None:
    assert not is_block(text)
