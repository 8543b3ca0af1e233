"""What a person has typed of a form, kept line by line until the form is handed in."""

from collections.abc import Callable, Sequence

from tuiwizard.drafts.unsent import Unsent
from tuiwizard.flows.ask import Field, Form


class KeptForm:
    """One form that is being answered.

    Args:
        form: The form.
        unsent: Keeps the texts; None where a script answers, which has them.

    Attributes:
        found: Whether some were typed before, and not handed in.
        fields: The fields, with these texts to start from.
    """

    def __init__(self, form: Form, unsent: Unsent | None) -> None:
        self._name = form.name
        self._unsent = unsent
        before = unsent.found(form.name) if unsent is not None else ()
        self.found = len(before) == len(form.fields)
        texts = before if self.found else tuple(field.text for field in form.fields)
        self._texts = [*texts]
        self.fields: Sequence[Field] = [
            field._replace(text=text) for field, text in zip(form.fields, texts, strict=True)
        ]

    def line(self, number: int) -> Callable[[str], None]:
        """Return what keeps the text of a field."""

        def keep(text: str) -> None:
            self._texts[number] = text
            if self._unsent is not None:
                self._unsent.keep(self._name, tuple(self._texts))

        return keep

    def done(self) -> None:
        """The form was handed in, or nothing was."""
        if self._unsent is not None:
            self._unsent.hand_in(self._name)
            self._unsent.settle(self._name)
