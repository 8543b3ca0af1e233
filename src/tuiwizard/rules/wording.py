"""How the texts are written: R803 placeholders, R804 雷同, R806 punctuation and numbering."""

import re
from collections.abc import Iterator
from functools import lru_cache

from tuiwizard.forms.characters import INVISIBLE_CHARACTERS, without_invisible
from tuiwizard.forms.common import Kind
from tuiwizard.forms.editions import section_model, section_title
from tuiwizard.forms.layout import cells_by_path
from tuiwizard.lazy_patterns import lazily
from tuiwizard.report.figures import Figures
from tuiwizard.report.text_digest import own_words
from tuiwizard.rules.case import Case
from tuiwizard.rules.finding import Fix, Severity, TextSpan
from tuiwizard.rules.line_number import line_number
from tuiwizard.rules.patterns import GuardedPattern
from tuiwizard.rules.rule import TEXTS, NotChecked, Observation, rule
from tuiwizard.rules.text_overlap import Overlap, overlap, overlap_with_digests
from tuiwizard.words import Joined, Message, Plural

TOO_SIMILAR = 0.8
WORTH = 50
"""Characters below which two texts are similar by necessity."""

_NUMERALS = "一二三四五六七八九十"  # not said: looked for
# "收到申请XX件", "申请  件", "____", "（ ）件", "清政办〔2024〕号" -> placeholders; "A×B" -> no
_PLACEHOLDERS = (
    GuardedPattern(
        r"(?<![A-Za-z])[XxＸｘ×]{2,}(?![A-Za-z])"
        r"|(?<![A-Za-z0-9])[XＸ×](?=[年月日件条项次份个％%])|[_＿]{3,}|待补充|待填写?|待核实|TODO",
        "X", "x", "Ｘ", "ｘ", "×", "___", "＿", "待补充", "待填", "待核实", "TODO",
    ),
    GuardedPattern(
        r"(?<=[^\W\da-zA-Z_])(?:[ \xa0]{2,}|\u3000+)(?=[件条项次份个元宗期场](?![数目例\u3000 ]))"
        r"|(?<=年) +(?=月)|(?<=月) +(?=日)",
        "  ", "\xa0", "\u3000", "年 ", "月 ",
    ),
    GuardedPattern(r"（\s*[）)]", "（"),
    GuardedPattern(r"\(\s*[）)]", "("),
    GuardedPattern(r"〔\s*〕", "〔"),
    GuardedPattern(r"【\s*】", "【"),
    GuardedPattern(r"[〔（(\[【]\s*(?:19|20)\d{2}\s*[〕）)\]】]\s*第?\s*号", "号"),
)  # fmt: skip
_COMPOUND = tuple(_NUMERALS)  # before the 一 of 十一是
# "一是加强培训；三是" -> 一, then 三: a number is missing
_HEADINGS = (
    lazily(rf"([{_NUMERALS}])是(?<!第.是)(?!否|非|个)"),
    lazily(r"(?m)^[^\S\n]*[（(](.)[）)]"),
)
_NEXT = lazily(r"\s*(\S)")
_LONG = 20
"""Characters of a line that is no heading."""

_HALF_WIDTH = lazily("[,;:?!]")
# a full stop, and what follows in the same line; `_ends_chinese` says which are wrong
_FULL_STOP = GuardedPattern(r"\.(?=\s*(?:\n|$)|(\w))", ".")
# "公开，，" or "公开，。" -> one mark too many
_DOUBLED_MARK = GuardedPattern(
    "，(?:，+|[。、])|。(?:。+|，)|、(?:、+|，)|；(?:；+|。)|：：+",
    "，，", "，。", "，、", "。。", "。，", "、、", "、，", "；；", "；。", "：：",
)  # fmt: skip
# "进行进行公开" -> one 进行 too many; "目的的", "参与与", "以及及时", "是是否", "一个一个" -> none
_DOUBLED_CHARACTER = GuardedPattern(
    r"的的(?<!目的的)|了了(?<!不了了)|和和(?<!共和和)(?!气)|在在(?<![存现所潜内]在在)"
    r"|是是(?![否非])|及及(?!时)|与与(?<!参与与)|等等等|性性|化化(?<!文化化)(?!解)|将将(?!来)"
    r"|于于|被被|由由",
    "的的", "了了", "和和", "在在", "是是", "及及", "与与",
    "等等", "性性", "化化", "将将", "于于", "被被", "由由",
)  # fmt: skip
_DOUBLED_WORD = lazily(r"(.)(.{1,5})\1\2(?!(?<=公开公开)[栏率透指目])")


@rule(
    "R803",
    Severity.QUERY,
    "没有留下的占位",
    section="overview",
    reads=TEXTS,
)
def placeholders(case: Case) -> Iterator[Observation]:
    """《条例》第六条：行政机关应当及时、准确地公开政府信息；占位不是内容。

    插入的提纲后面没有写的，也是占位。
    """
    for path, text in case.narratives.items():
        for found in _placeholders(text):
            shown = found[0] if found[0].strip() else text[found.start() - 4 : found.end() + 1]
            what = Message("有没填的占位“{text}”，请补上真的内容或删去", text=shown.strip())
            yield _observation(case, path, found.span(), what)
        bare = _bare_outline(case, path)
        if bare:
            what = Plural("只有提纲、后面没有写，这样的有 {n} 处，请写上内容或删去", len(bare))
            yield _observation(case, path, bare[0], what)


def _placeholders(text: str) -> list[re.Match[str]]:
    found = (one for pattern in _PLACEHOLDERS for one in pattern.finditer(text))
    return sorted(found, key=re.Match.start)


def _bare_outline(case: Case, path: str) -> list[tuple[int, int]]:
    """Return the spans of outline lines that have nothing written below them."""
    # "（一）主动公开\n（二）依申请公开\n按时答复。" -> the first line alone
    text = case.this.text(path)
    outline = section_model(case.draft.edition, path.partition(".")[0]).outline
    spans = []
    for line in outline:
        before, found, after = text.partition(line)
        rest = after.lstrip()
        if found and (not rest or rest.startswith(outline)):
            spans.append((len(before), len(before) + len(line)))
    return spans


@rule("R804", Severity.QUERY, "没有照抄上年", section="overview", reads=TEXTS)
def copied_from_last_year(case: Case) -> Iterator[Observation | NotChecked]:
    """《条例》第五十条：年报报告的是本年度的情况。

    与上年八成以上相同的要改写。相同的是连续八个字以上、数字不计的文字。第六部分照规定的
    说法报告信息处理费、没有其他事项的句子，年年一样是应当的，不算。
    """
    if case.last is None:
        yield NotChecked(case.why_no_last)
        return
    for path in case.narratives:
        now = own_words(path, case.this.text(path))
        if len(now) >= WORTH:
            found = _in_last_year(case, case.last, path, now)
            if found.share >= TOO_SIMILAR:
                yield Observation(
                    (path,),
                    Message(
                        "“{section}”与上年相同的有 "
                        "{share:.0%}（不应超过 {most:.0%}），如{passages}，请按本年度情况改写",
                        section=section_title(case.draft.edition, path.partition(".")[0]),
                        share=found.share,
                        most=TOO_SIMILAR,
                        passages=found.examples,
                    ),
                )


def _in_last_year(case: Case, last: Figures, path: str, text: str) -> Overlap:
    """Return what of a text was there last year, by the text, or by what the draft kept of it.

    Both say the same; the text takes half of the time.
    """
    before = last.text(path)
    if not before and case.last_digests is not None:
        return overlap_with_digests(text, case.last_digests.get(path, ""))
    return overlap(text, own_words(path, before))


@rule("R806", Severity.ADVICE, "标点和序号", section="overview", reads=("agency", *TEXTS))
def punctuation(case: Case) -> Iterator[Observation]:
    """GB/T 15834《标点符号用法》：中文之间用全角标点；序号连续；一段写完才换行。

    从微信、Word 复制的文字常带看不见的字符，输出时程序会去掉，这里可以一次清除。
    """
    yield from _invisible(case)
    for path, text in case.narratives.items():
        for found, what in _slips(text):
            yield _observation(case, path, found.span(), what)
        for pattern in _HEADINGS:
            yield from _numbering(case, path, pattern)
        broken = list(_broken(text))
        if broken:
            what = Plural("没有写完就换了段，这样的有 {n} 处，请把断开的接上", len(broken))
            yield _observation(case, path, broken[0], what)


_WRITTEN = (Kind.LINE, Kind.TEXT)


def _invisible(case: Case) -> Iterator[Observation]:
    """Yield an observation for each text with characters that have no shape, and its clean form."""
    # "收到\u200b申请" -> 1 character, U+200B
    edition, agency = case.draft.edition, case.this.texts("agency")
    for path, text in (*agency.items(), *case.narratives.items()):
        found = [] if text.isprintable() else list(INVISIBLE_CHARACTERS.finditer(text))
        if found and cells_by_path(edition, path.partition(".")[0])[path].kind in _WRITTEN:
            codes = sorted({f"U+{ord(one[0]):04X}" for one in found})
            words = Plural(
                "有 {n} 个看不见的字符（{codes}），请清除", len(found), codes=Joined("、", codes)
            )
            clean = Fix(Message("去掉看不见的字符"), ((path, without_invisible(text)),))
            section = section_title(edition, path.partition(".")[0])
            yield Observation(
                (path,),
                Message("“{title}”{what}", title=section, what=words),
                span=TextSpan(path, *found[0].span()),
                fixes=(clean,),
            )


@lru_cache(maxsize=16)
def _slips(text: str) -> tuple[tuple[re.Match[str], Message], ...]:
    """A text is read once, however often another one is typed into."""
    return tuple(_read_slips(text))


def _read_slips(text: str) -> Iterator[tuple[re.Match[str], Message]]:
    """Yield marks and words that are wrong by themselves, and what to do about each."""
    for found in _HALF_WIDTH.finditer(text):
        if _amid_chinese(found):
            yield found, Message("中文之间有半角标点“{text}”，请改成全角", text=found[0])
    for found in _FULL_STOP.finditer(text):
        if _ends_chinese(found):
            yield found, Message("句末是半角的“{text}”，请改成句号", text=found[0])
    for found in _DOUBLED_MARK.finditer(text):
        yield found, Message("标点“{text}”重复或相连，请删去多余的", text=found[0])
    behind = 0
    doubled = [*_DOUBLED_CHARACTER.finditer(text)]
    if _repeats(text):
        doubled += _DOUBLED_WORD.finditer(text)
    for found in sorted(doubled, key=re.Match.start):
        if found.start() >= behind and _slipped(found[0]):
            yield found, Message("有重复的字“{text}”，请删去一个", text=found[0])
            behind = found.end()


def _amid_chinese(found: re.Match[str]) -> bool:
    """Return whether a mark is between two Chinese characters."""
    start, end = found.span()
    before, behind = found.string[max(0, start - 1) : start], found.string[end : end + 1]
    return _chinese(before) and _chinese(behind)


def _repeats(text: str) -> bool:
    """Return whether two to six characters may stand twice in a row; soon said of most texts."""
    # "进行进行" -> each character equals the one two before it, twice: 4 bytes of zeros
    written = text.encode("utf-16", "surrogatepass")
    number = int.from_bytes(written, "little")
    return any(
        bytes(2 * k) in (number ^ number >> 16 * k).to_bytes(len(written), "little")
        for k in range(2, 7)
    )


def _slipped(doubled: str) -> bool:
    """Return whether a word that stands twice is a slip, and not a way of speaking."""
    # "进行进行" -> True; "一个一个", "逐条逐条", "二〇二〇" -> False
    return all(map(_chinese, doubled)) and doubled[0] not in "一逐" and doubled[1] != "一"


def _ends_chinese(found: re.Match[str]) -> bool:
    """Return whether a full stop ends a sentence: neither a number nor a heading."""
    # "回应关切." at the end of a line, "公开.下一步" -> True; "一.", "3.5" -> False
    before = found.string[max(0, found.start() - 1) : found.start()]
    ended = before in ("）", "”", "》") or (_chinese(before) and before not in _NUMERALS)
    return ended and (found[1] is None or _chinese(found[1]))


def _broken(text: str) -> Iterator[tuple[int, int]]:
    """Yield the lines that end within a sentence, as in text copied from a PDF."""
    # "我局本年度主动公开政府信息并按时" before "办理申请。" -> the first line
    end = -1
    for line in text.split("\n"):
        start, end = end + 1, end + 1 + len(line)
        unended = line[-1:] in ("，", "、") or _chinese(line[-1:])
        if unended and len(line) >= _LONG and not _numbered(line):
            following = _NEXT.match(text, end)
            if following and _chinese(following[1]) and following[1] not in f"{_NUMERALS}第":
                yield start, end


def _numbered(line: str) -> bool:
    # "一、概述", "（一）主动公开", "1.主动公开" -> True
    head = line.lstrip()
    if head[0] in _NUMERALS:
        return head.lstrip(_NUMERALS).startswith("、")
    return head[0] in "（(" or head[0].isdecimal()


def _chinese(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff"


def _numbering(case: Case, path: str, pattern: re.Pattern[str]) -> Iterator[Observation]:
    """Yield numbers that neither follow the one before nor start again from 一."""
    # "一是…；三是…" -> at 三: it should be 二
    text = case.this.text(path)
    before = 0
    for found in pattern.finditer(text):
        number = _NUMERALS.find(found[1]) + 1
        if not number or text.endswith(_COMPOUND, 0, found.start()):
            continue
        if number not in (1, before + 1):
            expected = _NUMERALS[before] if before < len(_NUMERALS) else Message("？")
            yield _observation(
                case,
                path,
                found.span(),
                Message(
                    "序号“{number}”不连续，这里应当是“{expected}”，请检查是漏了还是重了",
                    number=found[0].strip(),
                    expected=expected,
                ),
            )
        before = number


def _observation(case: Case, path: str, span: tuple[int, int], what: Message) -> Observation:
    title = section_title(case.draft.edition, path.partition(".")[0])
    line = line_number(case.this.text(path), span[0])
    message = Message("“{title}”第 {line} 段{what}", title=title, line=line, what=what)
    return Observation((path,), message, span=TextSpan(path, *span))


RULES = (placeholders, copied_from_last_year, punctuation)
