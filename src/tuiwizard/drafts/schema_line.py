"""The first line of a draft, which tells editors by which schema to check it.

A draft goes from computer to computer, most of them without a network. So the line names no address
and no folder of this computer: only a schema that lies beside the draft. A line that somebody wrote
is kept, whatever it names.
"""

import re
from pathlib import Path

from tuiwizard.plain_files import open_plain

SCHEMA_FILE = "tuiwizard.schema.json"
"""What the schema beside a draft is called."""

_LINE = re.compile(rb"(?:\xef\xbb\xbf)?(#:schema[ \t][^\r\n\x00]{1,4000})(?:\r?\n|$)")


def schema_line(path: Path) -> str:
    """Return the line with which a draft is to begin, its end included; empty for none.

    # 2025.toml begins "#:schema ../a.json" -> the same; tuiwizard.schema.json beside it ->
    # "#:schema ./tuiwizard.schema.json"

    Args:
        path: The draft, which need not be there yet.
    """
    try:
        with open_plain(path) as file:
            found = _LINE.match(file.read(4096))
        if found:
            return f"{found[1].decode('utf-8').rstrip()}\n"
    except (
        OSError,
        ValueError,
    ):  # it is not there yet, or no text: what then is to be written says so
        pass
    try:
        beside = path.with_name(SCHEMA_FILE).is_file()
    except (OSError, ValueError):
        return ""
    return f"#:schema ./{SCHEMA_FILE}\n" if beside else ""
