"""Where a report calls its office what it is not."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from tuiwizard.lazy_patterns import lazily
from tuiwizard.rules.narrative.clauses import places
from tuiwizard.rules.patterns import GuardedPattern

_SELF = lazily("[我本](?<![自忘].)(局|厅|镇|乡|街道)(?![长里级])")
_QUOTED = lazily("《[^》]*》|“[^”]*”")
# "通过南山县人民政府网站" in the report of 清河县 -> another county's site
# "通过完善县政府网站" -> none: a verb before the office's own
_SITE = GuardedPattern(
    "(?:通过|依托|利用|登录|访问)"
    "(?!加强|强化|完善|做好|抓好|管好|用好|办好|优化|提升|推进|推动|规范|健全|升级|维护|建设|改版|改造|整合|充实"
    "|更新|发挥|拓展|打造|充分|及时|积极|不断|持续|进一步|集约|搭建|开设|开通|建立|借助)"
    "(?P<place>[^\\W\\d我本全各该在过托用和及已局上下内向级为市县区镇省州]{2,4}(?P<kind>县|区|市|镇|乡))"
    "(?:人民)?政府(?:门户)?网站",
    "政府网站",
    "政府门户网站",
)
_NO_NAME = lazily("(?:开发|高新|新|园|经开|示范|自治|社|景|片|城|辖|地|小|有关|兄弟)区$")


class WrongName(NamedTuple):
    """A name that the office cannot have.

    Attributes:
        start: Its first character.
        end: The character behind it.
        name: What the text says.
    """

    start: int
    end: int
    name: str


@lru_cache(maxsize=16)
def wrong_names(text: str, name: str) -> tuple[WrongName, ...]:
    """Find what the text calls the office and its name rules out, each once."""
    # "我局" in the report of 乙镇人民政府 -> 我局
    found: dict[str, WrongName] = {}
    if any(_named(text, name)):
        bare = _QUOTED.sub(lambda m: "　" * len(m[0]), text)
        for one in _named(bare, name):
            found.setdefault(one.name, one)
    return tuple(found.values())


def _named(text: str, name: str) -> Iterator[WrongName]:
    return chain(_selves(text, name), _sites(text, name))


def _selves(text: str, name: str) -> Iterator[WrongName]:
    own = _kind(name)
    if own:
        for found in _SELF.finditer(text):
            if found[1] not in own:
                yield WrongName(*found.span(), found[0])


def _kind(name: str) -> tuple[str, ...]:
    """Return the words for itself that an office's name allows; none where it does not tell."""
    # "乙镇人民政府" -> 镇; "甲县公安局" -> 局; "甲县人民政府" -> none of those
    bare = name.removesuffix("人民政府").removesuffix("办事处")
    town = next((kind for kind in ("镇", "乡", "街道") if bare.endswith(kind)), "")
    if town:
        return (town,)
    if name.endswith("局"):
        return ("局",)
    if name.endswith("人民政府") and bare.endswith(tuple("省市县区州旗盟")):
        return ("",)
    return ()


def _sites(text: str, name: str) -> Iterator[WrongName]:
    own = {place[-1]: place for place in places(name)}
    for found in _SITE.finditer(text) if own else ():
        place, kind = found["place"], found["kind"]
        if kind in own and place != own[kind] and not _NO_NAME.search(place):
            start, end = found.start("place"), found.end()
            yield WrongName(start, end, text[start:end])
