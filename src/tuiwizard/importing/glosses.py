"""Glosses that a page prints behind its characters: 機(jī)構(gòu) is 機構."""

import re

_PINYIN = r"[a-zāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜńňǹḿê]{1,6}[)）]"  # not said: looked for
_GLOSS = re.compile(rf"[(（](?<=[\u3400-\u9fff].){_PINYIN}(?:[(（]{_PINYIN}){{0,3}}")
_TONES = frozenset("āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ")
FEW = 20
"""Glosses without tone marks that may stand in a text by chance: 条例(pdf), 附件(doc)."""


def without_glosses(text: str) -> str:
    """A text without the pinyin behind its characters.

    規(guī)章 1 -> 規章 1; 年(nian)度(du)報(bao)告, all over a page -> 年度報告; 附件(doc) stays
    """
    found = _GLOSS.findall(text)
    if len(found) > FEW or any(_TONES & set(gloss) for gloss in found):
        return _GLOSS.sub("", text)
    return text
