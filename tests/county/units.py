"""Reports as units without a file, and sums made in another way."""

import tomllib
from collections.abc import Iterable
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import Any

from tests.strategies import leaves
from tuiwizard.county.checked_report import CheckedReport
from tuiwizard.county.merge_input import MergeInput, merge_input_of
from tuiwizard.county.received_file import ReceivedFile
from tuiwizard.drafts import codec
from tuiwizard.report.draft import Draft

TABLES = ("proactive", "requests", "appeals")
YUAN = {"元": Decimal(1), "万元": Decimal(10_000)}


def unit(draft: Draft, file: str = "") -> MergeInput:
    """A report that was received, without what the checks say of it."""
    name = draft.agency_name
    data = codec.dumps(draft).encode()
    return merge_input_of(
        CheckedReport(
            ReceivedFile(Path(file or f"{name}.toml"), data, codec.loads(data.decode())), ()
        )
    )


def named(draft: Draft, name: str) -> Draft:
    return draft.with_texts({"agency.name": name})


def oracle(texts: Iterable[str]) -> dict[str, Decimal]:
    """The sums of finished tables, by tomllib and Decimal and nothing of the program.

    Amounts that were typed with a unit are in 元.
    """
    sums: dict[str, Decimal] = {}
    for text in texts:
        data: dict[str, Any] = tomllib.loads(text, parse_float=Decimal)
        found = dict(leaves({key: data[key] for key in TABLES}))
        for path, figure in found.items():
            if not isinstance(figure, str):
                unit = found.get(path.rpartition(".")[0] + ".unit", "")
                worth = YUAN.get(unit, Decimal(1)) if path.endswith(".amount") else Decimal(1)
                sums[path] = sums.get(path, Decimal()) + figure * worth
    return sums


def digest_of(text: str) -> str:
    return sha256(text.encode()).hexdigest()
