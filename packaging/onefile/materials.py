"""What the interpreter of the one-file program is made of, for the bill of materials.

An installation lists its packages and nothing below them. What the interpreter was built of is read
where it was built: Debian's description of the source, the packages with the static libraries, the
interpreter's own list of the sources that it carries, and what its modules say of themselves.
"""

import hashlib
import json
import re
import subprocess
import urllib.parse
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from offline import sbom
from onefile import folder, interpreter

LICENCES = {
    "cpython": "Python-2.0.1",
    "expat": "MIT",
    "hacl-star": "MIT",
    "libb2": "CC0-1.0",
    "libffi": "MIT",
    "macholib": "MIT",
    "mpdecimal": "BSD-2-Clause",
    "openssl": "Apache-2.0",
    "sqlite3": "blessing",
    "xz-utils": "public domain",  # of it, liblzma
    "zlib": "Zlib",
}
"""Of interpreters and what lies in them; no list that comes with them says it."""

_VERSIONS = """
import decimal, json, platform, pyexpat, sqlite3, zlib
said = {
    "cpython": platform.python_version(),
    "expat": pyexpat.EXPAT_VERSION.removeprefix("expat_"),
    "mpdecimal": decimal.__libmpdec_version__,
    "sqlite3": sqlite3.sqlite_version,
    "zlib": zlib.ZLIB_RUNTIME_VERSION,
}
try:
    from ssl import OPENSSL_VERSION
    said["openssl"] = OPENSSL_VERSION.split()[1]
except ImportError:
    pass
print(json.dumps(said))
"""


def write(program: Path, file: Path, place: Path = interpreter.PLACE) -> Path:
    """Write the bill of materials of the program with its own Python.

    Args:
        program: The folder that was put together.
        file: What is written.
        place: Where the interpreter was built.

    Returns:
        The file.

    Raises:
        subprocess.CalledProcessError: What failed has said why on stderr.
    """
    python = program / "bin" / "python3"
    said = sbom.listed(python, folder.version(program))
    whole = source(place)
    sbom.add(said, [whole, compiler()])
    sbom.add(said, [*libraries(place), *carried(place, python)], whole["bom-ref"])
    sbom.save(said, file)
    return file


def source(place: Path) -> dict[str, Any]:
    """The interpreter itself, with the files of its source and their sums as Debian signed them."""
    (dsc,) = place.glob(f"python{interpreter.VERSION}_*.dsc")
    text = dsc.read_text("utf-8")
    number = re.search(r"^Version: (\S+)$", text, re.MULTILINE)
    sums = re.search(r"^Checksums-Sha256:\n((?: .+\n)+)", text, re.MULTILINE)
    assert number and sums
    lines = [line.split() for line in sums[1].splitlines()]
    files = [_file("source-distribution", name, found) for found, _, name in lines]
    own = _file("source-distribution", dsc.name, _digest(dsc))
    made = _debian(
        f"python{interpreter.VERSION}", number[1], interpreter.SOURCE, LICENCES["cpython"]
    )
    upstream = number[1].partition("-")[0]
    cpe = f"cpe:2.3:a:python:python:{upstream}:*:*:*:*:*:*:*"
    return {**made, "type": "platform", "cpe": cpe, "externalReferences": [own, *files]}


def libraries(place: Path) -> Iterator[dict[str, Any]]:
    """The static libraries, each by its source, with the package that it was taken from."""
    for package, name in interpreter.LIBRARY_PACKAGES.items():
        (deb,) = place.glob(f"{package}_*.deb")
        number = urllib.parse.unquote(deb.name.split("_")[1])
        number = re.sub(r"\+b\d+$", "", number)  # built once more, from the same source
        made = _debian(name, number, interpreter.LIBRARIES, LICENCES[name])
        yield {**made, "externalReferences": [_file("distribution", deb.name, _digest(deb))]}


def carried(place: Path, python: Path) -> Iterator[dict[str, Any]]:
    """What the interpreter's source has within it, by its own list.

    That list may be behind: where a module says another version of itself, that one is right, and
    address and sum of the listed one are left out.
    """
    (listed,) = place.glob(f"python{interpreter.VERSION}-*/Misc/sbom.spdx.json")
    real = versions(python)
    for one in json.loads(listed.read_text("utf-8"))["packages"]:
        name, number = one["name"], one["versionInfo"]
        made = generic(name, real.get(name, number))
        for ref in one.get("externalRefs", ()):
            if ref["referenceType"] == "cpe23Type":
                said = ref["referenceLocator"]
                made["cpe"] = said.replace(f":{number}:", f":{made['version']}:")
        if made["version"] == number:
            sums = {each["algorithm"]: each["checksumValue"] for each in one["checksums"]}
            whence = _file("source-distribution", one["downloadLocation"], sums["SHA256"])
            made["externalReferences"] = [whence]
        yield made


def versions(python: Path) -> dict[str, str]:
    """What an interpreter says of itself, and of the libraries in it that say anything."""
    done = subprocess.run((python, "-I", "-c", _VERSIONS), check=True, capture_output=True)
    said: dict[str, str] = json.loads(done.stdout)
    return said


def generic(name: str, version: str) -> dict[str, Any]:
    """A part that no index of packages is known to have brought."""
    return sbom.component(f"pkg:generic/{name}@{version}", name, version, LICENCES[name])


def compiler() -> dict[str, Any]:
    """The compiler, whose start files and runtime are in what it compiles."""
    (found,) = interpreter.TOOLS.glob("lib/python3*/site-packages/ziglang-*.dist-info")
    version = found.name.removeprefix("ziglang-").removesuffix(".dist-info")
    return sbom.component(f"pkg:pypi/ziglang@{version}", "ziglang", version, "MIT")


def _debian(name: str, version: str, suite: str, licence: str) -> dict[str, Any]:
    number = urllib.parse.quote(version, safe=":")
    purl = f"pkg:deb/debian/{name}@{number}?arch=source&distro={suite}"
    return sbom.component(purl, name, version, licence)


def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def _file(kind: str, address: str, found: str) -> dict[str, Any]:
    return {"type": kind, "url": address, "hashes": [{"alg": "SHA-256", "content": found}]}
