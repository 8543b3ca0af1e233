"""Kinds of cells and the limits of their figures: what is known of them without any model."""

from decimal import Decimal
from enum import StrEnum

MAX_COUNT = 999_999_999
MAX_AMOUNT = Decimal(10**12)
AMOUNT_DECIMALS = 6


class Kind(StrEnum):
    """What a cell holds, and so how typed text is read."""

    COUNT = "count"
    CHANGE = "change"
    AMOUNT = "amount"
    LINE = "line"
    TEXT = "text"
    CHOICE = "choice"
