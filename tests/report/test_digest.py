"""One digest for the whole program."""

from pathlib import Path

import tuiwizard
from tuiwizard.report.digest import digest

SOURCE = Path(tuiwizard.__file__).parent


def test_it_is_sha256() -> None:
    assert digest(b"abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_nothing_else_makes_digests() -> None:
    using = [file for file in SOURCE.rglob("*.py") if "hashlib" in file.read_text("utf-8")]
    assert using == [SOURCE / "report" / "digest.py"]
