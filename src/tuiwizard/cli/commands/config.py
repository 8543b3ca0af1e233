"""`tuiwizard config`: where the settings file is and what holds, or one to start from."""

import contextlib
import os
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tuiwizard import settings
from tuiwizard.cli.grammar import Parser, with_format
from tuiwizard.cli.output import emit_json, say, tell
from tuiwizard.drafts import files
from tuiwizard.drafts.agency_memory import recall_agency
from tuiwizard.drafts.calendar_file import own_calendar
from tuiwizard.drafts.chosen_theme import wanted_theme
from tuiwizard.drafts.settings_file import Origin, settings_path
from tuiwizard.drafts.state_folder import state_folder
from tuiwizard.errors import CommandError
from tuiwizard.proof.ssh import own_list
from tuiwizard.rendering.formats import DEFAULT
from tuiwizard.report.sign_off import SIGNATORIES
from tuiwizard.words import ASKED, spoken, tr

_TITLES = {
    "theme": tr("配色"),
    "language": tr("语言"),
    "agency": tr("本机关的名称"),
    "formats": tr("输出的格式"),
    **{f"{settings.SIGNERS}.{key}": words for key, words in SIGNATORIES},
}
_ORIGINS = {
    Origin.COMMAND_LINE: tr("命令里给的"),
    Origin.ENVIRONMENT: tr("环境变量里的"),
    Origin.SETTINGS: tr("设置文件里写的"),
    Origin.REMEMBERED: tr("程序记住的"),
    Origin.DEFAULT: tr("没有定过"),
}
_EXAMPLES = {
    "theme": '"dark"',
    "language": '"zh"',
    "agency": '"甲县乙镇人民政府"',  # not said: stored
    "formats": '["docx", "pdf"]',
    "filled": '"张三"',  # not said: stored
    "reviewed": '"李四"',  # not said: stored
    "signed": '"王五"',  # not said: stored
}


class _Held(NamedTuple):
    """A setting as it holds.

    Attributes:
        key: Its key in the file.
        value: The word or text; several for the formats.
        origin: Where it comes from.
    """

    key: str
    value: str | list[str]
    origin: Origin


def add_arguments(parser: Parser) -> None:
    """Add the file to start from."""
    with_format(parser)
    parser.add_argument(
        "--init",
        action="store_true",
        help=tr("写一个设置文件的样子，里面每一项都有说明，去掉行首的 # 才生效"),
    )


def run(options: Namespace) -> int:
    """Show the settings, or write a file to start from.

    Returns:
        0: all is well; 2: something in the file is wrong, which is said as after any command.

    Raises:
        CommandError: There is a file already.
        SaveError: It cannot be written.
    """
    if options.init:
        _write(settings_path())
        return 0
    found = settings.read()
    held = tuple(_all_held(found.settings, told=options.lang is not None))
    if options.format == "json":
        emit_json(_as_object(found, held))
    else:
        _say(held)
    return 2 if found.faults else 0


def _all_held(settled: settings.Settings, *, told: bool) -> Iterator[_Held]:
    """Return all settings as they hold.

    Args:
        settled: What the file says.
        told: Whether the command line says which language is spoken.
    """
    yield _Held("theme", *wanted_theme())
    yield _Held("language", spoken(), _origin_of_language(settled, told=told))
    agency = settings.usual_agency()
    yield _Held("agency", agency, _origin(bool(settled.agency), bool(agency)))
    known, memory = recall_agency(agency), settled.of_office(agency)
    formats = _origin(bool(settled.formats), bool(known.formats))
    yield _Held("formats", [*memory.formats] or [DEFAULT], formats)
    for key, _ in SIGNATORIES:
        name, written = memory.signers.get(key, ""), getattr(settled.signers, key)
        yield _Held(f"{settings.SIGNERS}.{key}", name, _origin(bool(written), bool(name)))


def _origin(written: bool, known: bool) -> Origin:
    """Return where a value comes from that is written, or else known."""
    return Origin.SETTINGS if written else Origin.REMEMBERED if known else Origin.DEFAULT


def _origin_of_language(settled: settings.Settings, *, told: bool) -> Origin:
    if told:
        return Origin.COMMAND_LINE
    if settled.language == spoken():
        return Origin.SETTINGS
    return Origin.ENVIRONMENT if any(map(os.environ.get, ASKED)) else Origin.DEFAULT


def _say(held: tuple[_Held, ...]) -> None:
    """Say line by line where the file is, what holds, and what lies beside it."""
    path = settings_path()
    say(_place(tr("设置文件"), path, tr("还没有；tuiwizard config --init 写一个来改")))
    for key, value, origin in held:
        text = value if isinstance(value, str) else tr("、").join(value)
        said = tr("，").join(filter(None, (text, _ORIGINS[origin])))
        say(tr("{title}（{key}）：{said}", title=_TITLES[key], key=key, said=said))
    say(_place(tr("程序记住的"), state_folder()))
    allowed = own_list()
    say(_place(tr("允许签名的名单"), allowed or path.with_name("allowed_signers")))
    say(_place(tr("自己的放假安排"), own_calendar()))


def _place(what: str, path: Path, missing: str = tr("没有")) -> str:
    """Return where something is, or would be."""
    if files.is_there(path):
        return tr("{what}：{path}", what=what, path=path)
    return tr("{what}：{path}（{missing}）", what=what, path=path, missing=missing)


def _as_object(found: settings.Read, held: tuple[_Held, ...]) -> dict[str, object]:
    """Return what `--format json` says."""
    path, allowed, calendar = settings_path(), own_list(), own_calendar()
    return {
        "path": str(path),
        "exists": files.is_there(path),
        "settings": {one.key: {"value": one.value, "origin": one.origin} for one in held},
        "faults": [
            {"line": fault.line, "key": fault.key, "message": fault.message}
            for fault in found.faults
        ],
        "state_folder": str(state_folder()),
        "allowed_signers": str(allowed) if allowed else None,
        "calendar": str(calendar) if files.is_there(calendar) else None,
    }


def _write(path: Path) -> None:
    """Write a file to start from, in which nothing is settled."""
    if files.is_there(path):
        raise CommandError(tr("{path}：已经有设置文件，直接改它就行", path=path))
    with contextlib.suppress(OSError):  # the attempt to write says why not
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    files.write_text(path, template(), private=True)
    tell(tr("已写好 {path}，用记事本之类的编辑器改它", path=path))


def template() -> str:
    """Return a settings file with every setting in a comment."""
    head = settings.SIGNERS
    names = [f"{key} = {_EXAMPLES[key]}  # {words}" for key, words in SIGNATORIES]
    blocks = [[tr("tuiwizard 的设置。去掉行首的 # 才生效；写在这里的，先于程序自己记住的。")]]
    for key in (key for key in settings.Settings.model_fields if key != head):
        words = tr("、").join(settings.WORDS.get(key, ()))
        said = tr("{title}：{words}", title=_TITLES[key], words=words) if words else _TITLES[key]
        blocks.append([said, f"{key} = {_EXAMPLES[key]}"])
    said = tr("签发时先写好的姓名；上面写了机关名称的，只用于那个机关。")
    blocks.append([said, f"[{head}]", *names])
    return "\n".join("".join(f"# {line}\n" for line in block) for block in blocks)
