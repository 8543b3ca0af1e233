"""Characters that a report may not contain; importable without building a model."""

import re

FORBIDDEN_CHARACTERS = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
"""Control, line-separator, bidirectional and surrogate characters: never in a report."""
