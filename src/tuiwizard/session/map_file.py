"""The answers of an office about its ledger, from its map file."""

from pathlib import Path

from tuiwizard.drafts import files
from tuiwizard.ledger.mapping import Mapping, read_mapping
from tuiwizard.ledger.vocabulary import outcomes


def mapping_of(file: Path | None, edition: str) -> Mapping:
    """Return the answers in a map file; none for None.

    Args:
        file: The map file, `台账.toml`.
        edition: The edition whose rows the answers name.

    Raises:
        TuiwizardError: It cannot be read, or is no map file.
    """
    if file is None:
        return Mapping()
    return read_mapping(file.name, files.text_of(files.read_bytes(file), file), outcomes(edition))
