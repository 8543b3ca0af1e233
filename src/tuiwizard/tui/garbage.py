"""When Python looks for garbage: not while the program is loaded, and never among that."""

import gc


def put_off() -> None:
    """Look for none: next to nothing that is loaded until the draft is open becomes garbage."""
    gc.disable()


def look_again() -> None:
    """Look for garbage again, and never among what was loaded while it was left alone.

    A look at all of that takes as long as a key may take to be answered.
    """
    if not gc.isenabled():
        gc.freeze()
        gc.enable()
