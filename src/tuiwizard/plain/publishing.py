"""The questions of the last step: the review, the sign-off, and the report as files."""

from collections.abc import Iterator
from datetime import date

from tuiwizard.flows import publishing, signing
from tuiwizard.flows.ask import YES, drive
from tuiwizard.plain.question import Question, Talk
from tuiwizard.plain.wording import is_yes
from tuiwizard.rendering.formats import FORMATS
from tuiwizard.report.days import no_day, read_day
from tuiwizard.report.sign_off import CHECKLIST, SIGNATORIES, CheckItem, SignOffStatus
from tuiwizard.session import Session, clock, output
from tuiwizard.session.paths import typed_path
from tuiwizard.session.view import on_one_line
from tuiwizard.words import tr

PLACE = "publish.place"
"""The question where the report goes: all before it is done once the report is signed."""

OVERWRITE = ("覆盖", "overwrite")  # not said: typed
NONE = ("无", "none")  # not said: typed
AS_BEFORE = ("照旧", "same")  # not said: typed
"""Words that may be typed, whatever language is spoken."""

_YES_OR_NO = tr("请答 是 或 否")


class ItemQuestion(Question):
    """One item of the checklist.

    Args:
        item: The item.
    """

    def __init__(self, item: CheckItem) -> None:
        super().__init__(f"publish.{item.key}")
        self._item = item

    def label(self, session: Session) -> str:  # noqa: ARG002 - the same in every draft
        """What is to be made sure of."""
        return signing.item_words(self._item)

    def open(self, session: Session) -> bool:
        """Whether it was not made sure of."""
        return self._item.key not in session.sign_off.checked

    def current(self, session: Session) -> str:
        """Whether it was made sure of."""
        return tr("否") if self.open(session) else tr("是")

    def take(self, talk: Talk, text: str) -> str:
        """Yes or no."""
        sure = is_yes(text)
        if sure is None:
            return _YES_OR_NO
        signing.check_item(talk.work, self._item.key, checked=sure)
        talk.onward()
        return ""


class SignatoryQuestion(Question):
    """Who answers for the report, and the day.

    Args:
        key: Their name in the draft file.
    """

    def __init__(self, key: str) -> None:
        super().__init__(f"publish.{key}")
        self._key = key

    def label(self, session: Session) -> str:
        """Who is meant, and what is asked of them."""
        form = signing.signatory_form(session, self._key)
        wanted = tr("、").join(field.label for field in form.fields)
        return tr("{title}：{wanted}", title=form.title, wanted=wanted)

    def open(self, session: Session) -> bool:
        """Whether there is no name, or no day."""
        signatory = session.sign_off.signatory(self._key)
        return not signatory.by or signatory.on is None

    def current(self, session: Session) -> str:
        """The name and the day."""
        signatory = session.sign_off.signatory(self._key)
        return signing.signatory_words(signatory) if signatory.by else ""

    def said(self, session: Session) -> Iterator[str]:
        """What may be left out."""
        yield tr("不写日期就是今天")
        known = session.agency_memory.signers.get(self._key, "")
        if known and self.open(session):
            yield tr("不写姓名就是{name}", name=on_one_line(known))

    def take(self, talk: Talk, text: str) -> str:
        """A name, a day, or both."""
        name, day, wrong = _name_and_day(text)
        if wrong:
            return no_day(wrong)
        session = talk.work.session
        name = name or session.sign_off.signatory(self._key).by
        name = name or session.agency_memory.signers.get(self._key, "")
        if not name:
            return tr("没有写姓名")
        talk.work.session.set_signatory(self._key, name, day or clock.today())
        talk.work.changed()
        talk.onward()
        return ""


def _name_and_day(text: str) -> tuple[str, date | None, str]:
    """The name, the day behind it, and what was meant as a day and is none."""
    words = text.split()
    for at in range(len(words)):
        day = read_day(" ".join(words[at:]))
        if day is not None:
            return " ".join(words[:at]), day, ""
    wrong = words[-1] if words[-1][:1].isdigit() else ""
    return " ".join(words), None, wrong


class SignQuestion(Question):
    """The sign-off."""

    def __init__(self) -> None:
        super().__init__("publish.sign")

    def label(self, session: Session) -> str:
        """The line of the review that signs."""
        return signing.sign_words(session)

    def open(self, session: Session) -> bool:
        """Whether it is not signed."""
        return session.sign_off_status is not SignOffStatus.SIGNED

    def current(self, session: Session) -> str:
        """Whether it is signed."""
        return tr("否") if self.open(session) else tr("是")

    def said(self, session: Session) -> Iterator[str]:
        """What keeps it from being signed, and how long a sign-off lasts."""
        if self.open(session):
            yield from (tr("还不能签发：{one}", one=one) for one in session.obstacles)
            yield tr("签发以后内容一有改动就失效；签发请答 是")

    def take(self, talk: Talk, text: str) -> str:
        """Sign, or not yet."""
        sure = is_yes(text)
        if sure is None:
            return _YES_OR_NO
        if sure and talk.work.session.sign_off_status is not SignOffStatus.SIGNED:
            obstacles = talk.work.session.obstacles
            if obstacles:
                return tr("还不能签发：{obstacles}", obstacles=tr("；").join(obstacles))
            drive(signing.sign(talk.work))
        talk.onward()
        return ""


class PlaceQuestion(Question):
    """Where the report goes."""

    def __init__(self) -> None:
        super().__init__(PLACE)

    def label(self, session: Session) -> str:  # noqa: ARG002 - the same in every draft
        """What is to be named."""
        return publishing.PLACE

    def current(self, session: Session) -> str:
        """Where the office's files went before, or beside the draft, under its name."""
        return str(publishing.usual_place(session))

    def take(self, talk: Talk, text: str) -> str:
        """Another place."""
        talk.work.output = output.named_base(typed_path(text.strip()))
        talk.onward()
        return ""


class OutputQuestion(Question):
    """In which formats the report is put out."""

    def __init__(self) -> None:
        super().__init__("publish.output")

    def label(self, session: Session) -> str:
        """What is put out: the report, or a draft of it."""
        return publishing.title(session)

    def current(self, session: Session) -> str:  # noqa: ARG002 - the same in every draft
        """Nothing is put out unless it is asked for."""
        return tr("不输出")

    def said(self, session: Session) -> Iterator[str]:
        """The formats by number, those of the last time, and the day under the report."""
        formats = tr("，").join(f"{n} {to.name}" for n, to in enumerate(FORMATS.values(), 1))
        yield tr("{formats}；几种用空格隔开，要覆盖已有的文件再加 覆盖", formats=formats)
        known = [FORMATS[key].name for key in FORMATS if key in session.agency_memory.formats]
        if known:
            yield tr("答 照旧 就写{formats}", formats=tr("、").join(known))
        day = session.day.isoformat() if session.day else tr("（没有日期）")
        yield tr("落款日期 {day}；要改就在格式后面写上，如 2026-01-20", day=day)

    def take(self, talk: Talk, text: str) -> str:
        """Write the formats that are named."""
        if text.strip() in NONE:
            talk.onward()
            return ""
        words = text.replace("，", " ").replace("、", " ").split()  # not said: typed
        chosen: set[str] = set()
        days = [word for word in words if _format(word) is None and read_day(word)]
        for word in words:
            if word in AS_BEFORE:
                chosen |= FORMATS.keys() & set(talk.work.session.agency_memory.formats)
                continue
            to = _format(word)
            if to is None and word not in (*OVERWRITE, *days):
                return tr("没有“{word}”这种格式，请答 1 到 {n} 的编号", word=word, n=len(FORMATS))
            chosen |= {to} if to else set()
        if not chosen:
            return tr("没有说是哪种格式")
        for day in days:
            if said := publishing.take_day(talk.work, day):
                return said
        return _put_out(talk, chosen, force=not set(OVERWRITE).isdisjoint(words))


def _format(word: str) -> str | None:
    """The format that somebody names: a number, its name, or the end of a file's name."""
    wanted = word.lower().lstrip(".")
    for number, (key, to) in enumerate(FORMATS.items(), 1):
        if wanted in (str(number), key, to.suffix.lstrip("."), to.name.lower()):
            return key
    return None


def _put_out(talk: Talk, chosen: set[str], *, force: bool) -> str:
    """Write the report; a script is told what would be overwritten, a person is asked."""
    work = talk.work
    there = publishing.existing(work, chosen)
    if there and not (force or talk.lines.terminal):
        return tr("已经有 {there}，要覆盖就在格式后面加 覆盖", there=tr("、").join(there))
    work.formats = chosen
    with work.given({publishing.OVERWRITE: YES} if force else {}):
        if drive(publishing.may_write(work)):
            drive(publishing.write(work))
            talk.onward()
    return ""


def publish_questions() -> Iterator[Question]:
    """The questions of the last step, in order."""
    yield from map(ItemQuestion, CHECKLIST)
    yield from (SignatoryQuestion(key) for key, _ in SIGNATORIES)
    yield SignQuestion()
    yield PlaceQuestion()
    yield OutputQuestion()
