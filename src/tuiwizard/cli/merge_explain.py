"""`tuiwizard merge -o SUM --explain CELL`: which reports a figure of a sum comes from."""

from pathlib import Path
from typing import Any

from tuiwizard.cli.findings import finding_object
from tuiwizard.cli.output import emit_json, say
from tuiwizard.county.cell_trace import CellTrace, lines, title, trace
from tuiwizard.drafts import store
from tuiwizard.rules.registry import check


def explain(path: Path, cell: str, *, as_json: bool) -> int:
    """Print who has added how much to a cell.

    Raises:
        TuiwizardError: The sum cannot be read, is none, or has no such figure.
    """
    draft = store.load(path)
    found = trace(draft, cell, check(draft))
    if as_json:
        emit_json({"draft": str(path), **_object(found)})
        return 0
    say(str(title(found)))
    for line in lines(found):
        say(line)
    return 0


def _object(found: CellTrace) -> dict[str, Any]:
    return {
        "cell": found.cell.path,
        "label": found.cell.label,
        "value": found.value,
        "by_hand": found.by_hand,
        "units": [
            {
                "agency": part.source.agency,
                "figure": part.text,
                "path": part.source.path,
                "sha256": part.source.sha256,
                "units": part.source.units,
            }
            for part in found.parts
        ],
        "findings": [
            {
                **finding_object(finding),
                "units": [
                    {"agency": one.source.agency, "message": str(one.finding.message)}
                    for one in blamed
                ],
            }
            for finding, blamed in found.blamed
        ],
    }
