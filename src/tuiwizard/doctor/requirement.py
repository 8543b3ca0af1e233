"""What an installed program says it needs, as its metadata has it."""

import re
from typing import NamedTuple

_REQUIREMENT = re.compile(
    r"(?P<name>[\w.-]+)\s*(?P<ranges>[^;]*?)\s*(?:;\s*extra\s*==\s*['\"](?P<extra>\w+)['\"])?"
)
_RANGE = re.compile(r"(?P<sign>>=|<=|==|!=|<|>)\s*(?P<version>\d+(?:\.\d+)*)")


class Requirement(NamedTuple):
    """Something the program needs.

    Attributes:
        name: In lower case with hyphens.
        ranges: A sign and a version each; all have to hold.
        extra: The extra it belongs to, empty if it is always needed.
    """

    name: str
    ranges: tuple[tuple[str, tuple[int, ...]], ...]
    extra: str

    def allows(self, version: str) -> bool:
        """Whether a version will do; of a pre-release only the numbers count."""
        return all(_holds(_numbers(version), sign, limit) for sign, limit in self.ranges)


def parsed(requirement: str) -> Requirement:
    """A line of the metadata, in the few forms pyproject.toml uses.

    The library for all forms (packaging) is not among the dependencies, and a doctor that needs
    a package to say which packages are missing would be of no use.

    Raises:
        ValueError: It has another form.
    """
    match = _REQUIREMENT.fullmatch(requirement.strip())
    if match is None:
        raise ValueError(requirement)
    ranges = []
    for part in filter(None, (p.strip() for p in match["ranges"].split(","))):
        found = _RANGE.fullmatch(part)
        if found is None:
            raise ValueError(requirement)
        ranges.append((found["sign"], _numbers(found["version"])))
    name = match["name"].lower().replace("_", "-").replace(".", "-")
    return Requirement(name, tuple(ranges), match["extra"] or "")


def _numbers(version: str) -> tuple[int, ...]:
    """The numbers of a version, without zeros at the end: 3.0 is 3."""
    match = re.match(r"(?:\d+!)?(\d+(?:\.\d+)*)", version)
    numbers = [int(n) for n in match[1].split(".")] if match else []
    while numbers and numbers[-1] == 0:
        numbers.pop()
    return tuple(numbers)


def _holds(version: tuple[int, ...], sign: str, limit: tuple[int, ...]) -> bool:
    return {
        ">=": version >= limit,
        "<=": version <= limit,
        "==": version == limit,
        "!=": version != limit,
        "<": version < limit,
        ">": version > limit,
    }[sign]
