"""The draft changed on the disk meanwhile: whose version is to stay."""

from pathlib import Path

from tuiwizard.drafts.draft_file import DraftFile
from tuiwizard.errors import DraftError
from tuiwizard.plain.question import Talk
from tuiwizard.plain.words import shortened
from tuiwizard.report.draft import Draft
from tuiwizard.session.comparing import difference_lines
from tuiwizard.session.paths import typed_path
from tuiwizard.words import tr


def settle_whose(talk: Talk) -> bool:
    """Show what differs, and let the person choose.

    Returns:
        Whether it can be saved now.
    """
    file = talk.session.file
    theirs = _theirs(talk, file)
    talk.lines.say(
        tr("! {path} 在别处被改过，没有覆盖它。用哪一份？", path=talk.session.path),
        tr("1 两份都留，我的存到别处；2 用我的，对方的留在以前的版本里；3 用对方的，可以撤销"),
    )
    while True:
        answer = talk.lines.read(tr("1、2 或 3 > ")).strip()
        if answer == "1":
            path = typed_path(talk.lines.read(tr("存到哪个文件 > ")).strip() or _beside(talk))
            refused = talk.move_to(path)
            talk.lines.say(f"! {refused}" if refused else tr("从现在起存到 {path}", path=path))
            if not refused:
                return True
        elif answer == "2":
            file.accept()
            return True
        elif answer == "3" and theirs is not None:
            found = file.accept()
            if found is not None:
                talk.session.replace_with(found, tr("换成对方的内容"))
            return True
        else:
            talk.lines.say(tr("! 请答 1、2 或 3"))


def _theirs(talk: Talk, file: DraftFile) -> Draft | None:
    try:
        theirs = file.theirs()
    except DraftError as error:
        talk.lines.say(f"! {error}")
        return None
    if theirs is not None:
        words = (tr("我的"), tr("对方的"))
        talk.lines.say(*difference_lines(talk.session.draft, theirs, words, shortened))
    return theirs


def _beside(talk: Talk) -> str:
    """A name for a copy beside the draft."""
    path: Path = talk.session.path
    return str(path.with_name(f"{path.stem}-2{path.suffix}"))
