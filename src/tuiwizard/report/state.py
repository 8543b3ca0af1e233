"""How a step, a draft or a finding stands, as the one character that is stamped on it."""

from enum import Enum
from typing import NamedTuple

from tuiwizard.words import spoken


class State(Enum):
    """A state: its stamp, a word of one character, and the sign that stands for it in English."""

    BLANK = "空", "-"  # not said: printed
    """Nothing is filled in yet."""
    FILLING = "填", ">"  # not said: printed
    """Something is filled in, and something missing."""
    DONE = "完", "+"  # not said: printed
    """Finished."""
    QUERY = "问", "?"  # not said: printed
    """Has to be changed or explained."""
    ERROR = "误", "!"  # not said: printed
    """Has to be changed."""
    ANSWERED = "答", "="  # not said: printed
    """A query that is explained."""
    ADVICE = "提", "i"  # not said: printed
    """Should be looked at."""
    SIGNED = "签", "S"  # not said: printed
    """Signed off."""
    RETURNED = "退", "R"  # not said: printed
    """Sent back with remarks."""

    def __str__(self) -> str:
        chinese, english = self.value
        return chinese if spoken() == "zh" else english

    @property
    def urgent(self) -> bool:
        """Whether it needs somebody: the only use of the alert colour."""
        return self in (State.ERROR, State.RETURNED, State.QUERY)

    def stamp(self, count: int = 0) -> str:
        """Return the stamp with its count: `误2`; a count of 0 is left out."""
        return f"{self}{count or ''}"


WORST_FIRST = (
    *(State.RETURNED, State.ERROR, State.QUERY, State.FILLING, State.BLANK),
    *(State.ADVICE, State.ANSWERED, State.DONE, State.SIGNED),
)
"""A step with several states shows the first of these."""


class StepStamp(NamedTuple):
    """A step of the wizard as one word of the line of steps.

    Attributes:
        step: Its key.
        name: Its name, without the ordinal of the section.
        state: The worst there is in it.
        number: How many times, or how much is missing; 0 where that is not counted.
    """

    step: str
    name: str
    state: State
    number: int = 0


def without_ordinal(name: str) -> str:
    """Return the name of a step as its stamp bears it."""
    # 三、申请办理 -> 申请办理
    return name.rpartition("、")[2]  # not said: looked for
