"""What to send to who can help: a zip file without anything that says who or where.

Nothing of a draft goes in: no file of the state directory is taken but reports of faults, which
hold no personal text (`tuiwizard.faults`). What remains are paths and names in sentences, and
they are taken out: whole paths first, for the folders on the way may name an office, then the
names of the account and the machine.
"""

import io
import json
import platform
import re
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from tuiwizard.doctor.check import Check
from tuiwizard.doctor.environment import Environment
from tuiwizard.doctor.examination import as_object
from tuiwizard.words import tr

FAULTS = 20
"""At most so many reports, the latest."""
_LARGEST = 65536
_REPORT = re.compile(r"\d{8}T\d{12}\.txt")
_ACCOUNT = ("USER", "LOGNAME", "USERNAME", "SUDO_USER")
_MACHINE = ("HOSTNAME", "COMPUTERNAME", "USERDOMAIN", "HOST", "NAME")
_EPOCH = (1980, 1, 1, 0, 0, 0)

_README = tr("""tuiwizard 的诊断包，发给开发者或管理员用。

doctor.json   tuiwizard doctor 的结果
faults/       程序出错的记录：版本、出错的位置和数量，没有填写的内容

没有草稿，没有机关名称；路径、用户名和电脑名已经换成了〈…〉。
""")


class Secrets(NamedTuple):
    """What must not leave this computer.

    Attributes:
        paths: Paths, and the word each becomes.
        names: Names of people and machines, and the word each becomes.
    """

    paths: Mapping[str, str]
    names: Mapping[str, str]

    def hidden(self, text: str) -> str:
        """Return a text without them; the longest first, so that none is left in parts."""
        for path in sorted(self.paths, key=len, reverse=True):
            text = text.replace(path, self.paths[path])
        for name in sorted(self.names, key=len, reverse=True):
            pattern = rf"(?<![A-Za-z0-9]){re.escape(name)}(?![A-Za-z0-9])"
            text = re.sub(pattern, self.names[name], text, flags=re.IGNORECASE)
        return text


def secrets(environment: Environment, home: Path, machine: str = "") -> Secrets:
    """Return what a computer's bundle must not say.

    Args:
        environment: The computer.
        home: The person's own folder.
        machine: The machine's name; as the system has it by default.
    """
    variables = environment.variables
    paths = {
        str(t.folder.path): tr("〈{title}〉", title=t.folder.title) for t in environment.trials
    }
    paths |= {str(home): tr("〈主目录〉"), str(home.resolve()): tr("〈主目录〉")}
    machine = machine or platform.node()
    machines = {machine, machine.partition(".")[0], *(variables.get(n, "") for n in _MACHINE)}
    accounts = {home.name, *(variables.get(n, "") for n in _ACCOUNT)}
    names = dict.fromkeys(machines, tr("〈电脑名〉")) | dict.fromkeys(accounts, tr("〈用户名〉"))
    return Secrets(
        {path: word for path, word in paths.items() if len(path) > 1},
        {name: word for name, word in names.items() if name.strip()},
    )


def contents(
    environment: Environment, checks: tuple[Check, ...], faults: Path | None, hide: Secrets
) -> dict[str, str]:
    """Return the files of the bundle by name, everything personal taken out.

    Args:
        environment: The computer.
        checks: What the examination says of it.
        faults: The folder of the reports of faults; None if it is not known.
        hide: What must not be in it.
    """
    found = json.dumps(as_object(environment, checks), ensure_ascii=False, indent=2)
    reports = {f"faults/{name}": text for name, text in (_reports(faults) if faults else ())}
    named = {"doctor.json": found + "\n", **reports}
    return {"README.txt": _README, **{name: hide.hidden(text) for name, text in named.items()}}


def packed(files: Mapping[str, str]) -> bytes:
    """Return the files as a zip file that tells nothing of its maker, not even the time."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, text)
    return buffer.getvalue()


def _reports(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield the latest reports of faults; anything else in the folder is left alone."""
    try:
        names = sorted(path.name for path in folder.iterdir() if _REPORT.fullmatch(path.name))
    except OSError:
        return
    for name in names[-FAULTS:]:
        try:
            with (folder / name).open("rb") as file:
                yield name, file.read(_LARGEST).decode("utf-8", "replace")
        except OSError:
            continue
