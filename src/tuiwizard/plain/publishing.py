"""The questions of the last step: the checklist, the sign-off, and the report as files."""

from collections.abc import Iterator
from datetime import date

from tuiwizard.drafts import files
from tuiwizard.errors import TuiwizardError
from tuiwizard.plain.question import Question, Talk
from tuiwizard.plain.words import is_yes
from tuiwizard.rendering.formats import FORMATS, suffixes
from tuiwizard.report.days import read_day
from tuiwizard.report.sign_off import CHECKLIST, SIGNATORIES, Item, SignOffStatus
from tuiwizard.session import Session, clock, output
from tuiwizard.session.paths import typed_path
from tuiwizard.words import tr

PLACE = "publish.place"
"""The question where the report goes: all before it is done once the report is signed."""

OVERWRITE = ("覆盖", "overwrite")  # not said: typed
NONE = ("无", "none")  # not said: typed
"""Words that may be typed, whatever language is spoken."""

_YES_OR_NO = tr("请答 是 或 否")


class ItemQuestion(Question):
    """One item of the checklist.

    Args:
        item: The item.
    """

    def __init__(self, item: Item) -> None:
        super().__init__(f"publish.{item.key}")
        self._item = item

    @property
    def label(self) -> str:
        """What is to be made sure of."""
        return tr(
            "保密审查：{words}，确认了吗？（{duty}）", words=self._item.words, duty=self._item.duty
        )

    def open(self, session: Session) -> bool:
        """Whether it was not made sure of."""
        return self._item.key not in session.sign_off.checked

    def current_answer(self, session: Session) -> str:
        """Whether it was made sure of."""
        return tr("否") if self.open(session) else tr("是")

    def take(self, talk: Talk, text: str) -> str:
        """Yes or no."""
        sure = is_yes(text)
        if sure is None:
            return _YES_OR_NO
        checked = set(talk.session.sign_off.checked)
        talk.session.check_items(checked | {self._item.key} if sure else checked - {self._item.key})
        talk.changed()
        talk.onward()
        return ""


class SignatoryQuestion(Question):
    """Who answers for the report, and the day.

    Args:
        key: Their name in the draft file.
        words: What they are.
    """

    def __init__(self, key: str, words: str) -> None:
        super().__init__(f"publish.{key}")
        self._key = key
        self._words = words

    @property
    def label(self) -> str:
        """Who is meant."""
        return tr("{words}的姓名和日期，例如 张三 2026-01-12；不写日期就是今天", words=self._words)

    def open(self, session: Session) -> bool:
        """Whether there is no name, or no day."""
        signatory = session.sign_off.signatory(self._key)
        return not signatory.by or signatory.on is None

    def current_answer(self, session: Session) -> str:
        """The name and the day."""
        signatory = session.sign_off.signatory(self._key)
        day = signatory.on.isoformat() if signatory.on else tr("没有日期")
        return f"{signatory.by} {day}" if signatory.by else ""

    def take(self, talk: Talk, text: str) -> str:
        """A name, a day, or both."""
        name, day, wrong = _name_and_day(text)
        if wrong:
            return tr("“{wrong}”不是日期，请写成 2026-01-12 的样子", wrong=wrong)
        signatory = talk.session.sign_off.signatory(self._key)
        name = name or signatory.by
        if not name:
            return tr("没有写姓名")
        talk.session.set_signatory(self._key, name, day or clock.today())
        talk.changed()
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

    label = tr("签发吗？签发以后内容一有改动就失效")

    def __init__(self) -> None:
        super().__init__("publish.sign")

    def open(self, session: Session) -> bool:
        """Whether it is not signed."""
        return session.sign_off_status is not SignOffStatus.SIGNED

    def current_answer(self, session: Session) -> str:
        """Whether it is signed."""
        return str(session.sign_off_status)

    def said(self, session: Session) -> Iterator[str]:
        """What keeps it from being signed."""
        if self.open(session):
            yield from (tr("还不能签发：{one}", one=one) for one in session.obstacles)

    def take(self, talk: Talk, text: str) -> str:
        """Sign, or not yet."""
        sure = is_yes(text)
        if sure is None:
            return _YES_OR_NO
        if sure and talk.session.sign_off_status is not SignOffStatus.SIGNED:
            obstacles = talk.session.sign()
            if obstacles:
                return tr("还不能签发：{obstacles}", obstacles=tr("；").join(obstacles))
            talk.changed()
            talk.lines.say(tr("已签发。此后内容一有改动，签发就失效"))
        talk.onward()
        return ""


class PlaceQuestion(Question):
    """Where the report goes."""

    label = tr("输出到哪里？文件夹和文件名，不用写 {suffixes}", suffixes=suffixes())

    def __init__(self) -> None:
        super().__init__(PLACE)

    def current_answer(self, session: Session) -> str:
        """Beside the draft, under its name."""
        return str(output.base_of(session))

    def take(self, talk: Talk, text: str) -> str:
        """Another place."""
        talk.base = output.named_base(typed_path(text.strip()))
        talk.onward()
        return ""


class OutputQuestion(Question):
    """In which formats the report is put out."""

    def __init__(self) -> None:
        super().__init__("publish.output")

    @property
    def label(self) -> str:
        """The formats by number."""
        words = tr("，").join(f"{n} {to.name}" for n, to in enumerate(FORMATS.values(), 1))
        return tr("输出哪些格式？{words}；几种用空格隔开，要覆盖已有的文件再加 覆盖", words=words)

    def current_answer(self, session: Session) -> str:
        """Nothing is put out unless it is asked for."""
        return tr("不输出") if session.publishable else tr("不输出；现在只能输出草稿")

    def said(self, session: Session) -> Iterator[str]:
        """Whether it would be a draft."""
        if not session.publishable:
            yield tr("还没有审核签发，输出的文件里和文件名上都会标明是草稿")

    def take(self, talk: Talk, text: str) -> str:
        """Write the formats that are named."""
        if text.strip() in NONE:
            talk.onward()
            return ""
        words = text.replace("，", " ").replace("、", " ").split()  # not said: typed
        force = not set(OVERWRITE).isdisjoint(words)
        chosen: list[str] = []
        for word in words:
            to = _format(word)
            if to is None and word not in OVERWRITE:
                return tr("没有“{word}”这种格式，请答 1 到 {n} 的编号", word=word, n=len(FORMATS))
            chosen += [to] if to else []
        if not chosen:
            return tr("没有说是哪种格式")
        return put_out(talk, chosen, force=force)


def _format(word: str) -> str | None:
    """The format that somebody names: a number, its name, or the end of a file's name."""
    wanted = word.lower().lstrip(".")
    for number, (key, to) in enumerate(FORMATS.items(), 1):
        if wanted in (str(number), key, to.suffix.lstrip("."), to.name.lower()):
            return key
    return None


def put_out(talk: Talk, chosen: list[str], *, force: bool) -> str:
    """Write the report; why not, or nothing."""
    session = talk.session
    base = talk.base or output.base_of(session)
    named = {to: path for to, path in output.targets(session, base).items() if to in chosen}
    there = [path.name for path in named.values() if files.is_there(path)]
    if there and not force:
        return tr("已经有 {there}，要覆盖就在格式后面加 覆盖", there=tr("、").join(there))
    talk.save(settled=True)
    for to, path in named.items():
        try:
            files.write_bytes(path, output.rendered(session, to))
        except TuiwizardError as error:
            return tr("没有输出{format}：{error}", format=FORMATS[to].name, error=error)
        talk.lines.say(tr("已输出 {path}", path=path.absolute()))
    talk.onward()
    return ""


def publish_questions() -> Iterator[Question]:
    """The questions of the last step, in order."""
    yield from map(ItemQuestion, CHECKLIST)
    yield from (SignatoryQuestion(key, words) for key, words in SIGNATORIES)
    yield SignQuestion()
    yield PlaceQuestion()
    yield OutputQuestion()
