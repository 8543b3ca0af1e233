"""When Python looks for garbage: not while the program is loaded, and never among what stays."""

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


def keep() -> None:
    """Look among what came since the last time, and never again among what is left of it.

    The findings of 10,000 reports are millions of objects: a look at all of them takes 0.3 s.
    What is kept and let go later is freed all the same, unless it refers to itself: this is for
    the minute in which so many are read, and not for one in which screens come and go.
    """
    if gc.isenabled():
        gc.collect()
        gc.freeze()
