"""The texts of the program in the language of its user: Chinese, or English.

Chinese is the source: with it nothing is loaded and nothing is looked up. English comes from a
gettext catalogue (`locale/en`), which `make words` keeps. The language is chosen when this module
is loaded, which is before anything that speaks, and by `choose` for `--lang` before the rest is
loaded; so texts may be in tables and bindings, and a process speaks one language all its life.
Only findings that go into a document are said in Chinese meanwhile (`printing`).

What belongs to the report is no word of the program: the labels of the form, everything that is
printed, the sentences put into a narrative. It is Chinese in every language.
"""

import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:  # a Chinese session does without gettext
    from gettext import GNUTranslations

LANGUAGES = ("zh", "en")
"""All languages; the first is that of the source."""

VARIABLE = "TUIWIZARD_LANG"

ASKED = (VARIABLE, "LC_ALL", "LC_MESSAGES", "LANG")
"""The first of these that is set names the language."""

_PRIMARY, _ENGLISH = 0x3FF, 0x09
"""Windows: the bits of a LANGID that name the language, and English."""

_catalogue: "GNUTranslations | None" = None

_printing: ContextVar[bool] = ContextVar("printing", default=False)


def tr(text: str, /, **values: object) -> str:
    """Return a text in the language of the user.

    Args:
        text: The Chinese text; a literal, so that it is found for the catalogue.
        values: What its `{names}` stand for. Without any, braces are braces.
    """
    return str(Message(text, **values))


def plural(text: str, n: int, /, **values: object) -> str:
    """Return a text about `n` things in the language of the user, in its singular or plural.

    Args:
        text: The Chinese text, with `{n}` in it; a literal.
        n: How many.
        values: What its other `{names}` stand for.
    """
    return str(Plural(text, n, **values))


class Message:
    """A text that is worded when it is shown, by `str(message)`.

    Until then it is a value: compared by what it says, pickled, and put into other messages.
    Nothing changes it. A finding, a refusal, a consequence is one, so that whoever shows it can
    word it otherwise, leave out what is on the screen already, or print it in Chinese.

    Args:
        key: The Chinese text; a literal, so that it is found for the catalogue.
        values: What its `{names}` stand for; messages may be among them.
    """

    __slots__ = ("key", "values")

    def __init__(self, key: str, /, **values: object) -> None:
        self.key: Final = key
        self.values: Final[Mapping[str, Any]] = values

    def __str__(self) -> str:
        text = self._spoken()
        return text.format(**self.values) if self.values else text

    def _spoken(self) -> str:
        """Return the text in the language that is spoken here, with its `{names}`."""
        english = _english()
        return self.key if english is None else english.gettext(self.key)

    def in_chinese(self) -> str:
        """Return the text for a document, whatever language is spoken here."""
        with printing():
            return str(self)

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, Message)
            and type(self) is type(other)
            and self.key == other.key
            and self.values == other.values
        )

    def __hash__(self) -> int:
        return hash(self.key)  # the values may be lists

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.key!r}, {self.values!r})"


class Plural(Message):
    """A text about `n` things, for the languages in which one and many read differently.

    Args:
        key: The Chinese text, with `{n}` in it; a literal.
        n: How many.
        values: What its other `{names}` stand for.
    """

    __slots__ = ()

    def __init__(self, key: str, n: int, /, **values: object) -> None:
        super().__init__(key, n=n, **values)

    def _spoken(self) -> str:
        english = _english()
        n = self.values["n"]
        return self.key if english is None else english.ngettext(self.key, self.key, n)


class Joined(Message):
    """Several texts with one between each two: a list, or the clauses of a sentence.

    Args:
        separator: The Chinese text between them, such as `、`; a literal.
        texts: The texts; messages may be among them.
    """

    __slots__ = ()

    def __init__(self, separator: str, texts: Iterable[object], /) -> None:
        super().__init__(separator, texts=tuple(texts))

    def __str__(self) -> str:
        return self._spoken().join(map(str, self.values["texts"]))


_NUMERALS = (
    *(Message("一"), Message("二"), Message("三"), Message("四"), Message("五")),
    *(Message("六"), Message("七"), Message("八"), Message("九"), Message("十")),
)


def numeral(n: int) -> Message:
    """Return a number from 1 to 10 as sections and tables are counted: 五, in English 5."""
    return _NUMERALS[n - 1]


def spoken() -> str:
    """Return the language that is spoken here."""
    return LANGUAGES[0] if _english() is None else LANGUAGES[1]


def _english() -> "GNUTranslations | None":
    """Return the English texts, where English is spoken."""
    return None if _printing.get() else _catalogue


@contextmanager
def printing() -> Iterator[None]:
    """Word texts in Chinese inside this context: they go into a document.

    Only in this thread, and not those that were worded before.
    """
    token = _printing.set(True)
    try:
        yield
    finally:
        _printing.reset(token)


def choose(language: str) -> None:
    """Speak a language from here on, in the processes started from here too.

    Args:
        language: One of `LANGUAGES`.
    """
    os.environ[VARIABLE] = language
    _speak(language)


def preferred(environment: Mapping[str, str]) -> str:
    """Return the language an environment asks for: English where it says so, or else Chinese.

    Args:
        environment: TUIWIZARD_LANG and the variables of the locale, by name.
    """
    asked = next((environment[name] for name in ASKED if environment.get(name)), "")
    if asked:
        named = asked.lower().replace("-", "_").partition(".")[0].partition("_")[0]
        return "en" if named in ("en", "english") else "zh"
    return _of_the_system()


def _of_the_system() -> str:
    """Return the language of Windows, which has no variables for it."""
    if sys.platform == "win32":  # pragma: no cover
        import ctypes

        try:
            language = ctypes.windll.kernel32.GetUserDefaultUILanguage()
        except (AttributeError, OSError):  # no Windows to be asked
            return "zh"
        return "en" if language & _PRIMARY == _ENGLISH else "zh"
    return "zh"


def _speak(language: str) -> None:
    global _catalogue
    _catalogue = None if language == LANGUAGES[0] else _load(language)


def _load(language: str) -> "GNUTranslations":
    from gettext import GNUTranslations
    from io import BytesIO
    from pkgutil import get_data  # a program in one file (zipapp) has no folder to look in

    data = get_data("tuiwizard", f"locale/{language}/LC_MESSAGES/tuiwizard.mo")
    return GNUTranslations(BytesIO(data or b""))


_speak(preferred(os.environ))
