"""The colours of the screen: one set of roles, and a theme for each kind of terminal and eye.

docs/look.md says what each role is for. Signs and words carry every meaning; colour repeats it.
"""

from collections.abc import Mapping, Sequence

from textual.theme import Theme

Palette = Mapping[str, str]
"""A colour for each role."""

_DARK: Palette = {
    "desk": "#121212",
    "page": "#1c1c1c",
    "tint": "#262626",
    "chosen": "#303030",
    "ink": "#eeeeee",
    "soft": "#bcbcbc",
    "faint": "#a8a8a8",
    "edge": "#767676",
    "alert": "#ff5f5f",
    "on-alert": "#121212",
    "focus": "#87afd7",
    "on-focus": "#121212",
}
_LIGHT: Palette = {
    "desk": "#e4e4e4",
    "page": "#ffffff",
    "tint": "#eeeeee",
    "chosen": "#dadada",
    "ink": "#1c1c1c",
    "soft": "#444444",
    "faint": "#5f5f5f",
    "edge": "#767676",
    "alert": "#af0000",
    "on-alert": "#ffffff",
    "focus": "#005faf",
    "on-focus": "#ffffff",
}
_CONTRAST: Palette = {
    "desk": "#000000",
    "page": "#000000",
    "tint": "#1c1c1c",
    "chosen": "#303030",
    "ink": "#ffffff",
    "soft": "#eeeeee",
    "faint": "#d0d0d0",
    "edge": "#ffffff",
    "alert": "#ffff00",
    "on-alert": "#000000",
    "focus": "#00ffff",
    "on-focus": "#000000",
}
_SIXTEEN: Palette = {
    "desk": "#000000",
    "page": "#000000",
    "tint": "#000000",
    "chosen": "#0000aa",
    "ink": "#ffffff",
    "soft": "#aaaaaa",
    "faint": "#aaaaaa",
    "edge": "#aaaaaa",
    "alert": "#ff5555",
    "on-alert": "#000000",
    "focus": "#55ffff",
    "on-focus": "#000000",
}


def _without_colour(palette: Palette, focus: str, **others: str) -> Palette:
    """Return a palette of greys: what needs somebody is as strong as any text."""
    return {**palette, "alert": palette["ink"], "focus": focus, **others}


PALETTES: Mapping[str, Palette] = {
    "ink-dark": _DARK,
    "ink-light": _LIGHT,
    "ink-contrast": _CONTRAST,
    "ink-sixteen": _SIXTEEN,
    "ink-mono": _without_colour(_DARK, "#b2b2b2"),
    "ink-mono-light": _without_colour(_LIGHT, "#585858"),
    "ink-mono-sixteen": _without_colour(_SIXTEEN, "#aaaaaa", chosen="#000000"),
}
"""The themes by their names."""

WITH_COLOURS = ("ink-dark", "ink-light", "ink-contrast")
WITH_SIXTEEN = ("ink-sixteen",)
WITHOUT_COLOUR = ("ink-mono", "ink-mono-light")
WITHOUT_COLOUR_OF_SIXTEEN = ("ink-mono-sixteen",)

_LIGHT_THEMES = ("ink-light", "ink-mono-light")


def fitting(colour_system: str | None, *, no_colour: bool) -> tuple[str, ...]:
    """Return the themes that a terminal can show, the usual one first.

    Args:
        colour_system: How many colours there are, as Rich names it: `standard` is 16.
        no_colour: Whether the person wants none (NO_COLOR).
    """
    few = colour_system not in ("256", "truecolor")
    if no_colour:
        return WITHOUT_COLOUR_OF_SIXTEEN if few else WITHOUT_COLOUR
    return WITH_SIXTEEN if few else WITH_COLOURS


def first(names: Sequence[str], wanted: str, background: str) -> str:
    """Return the theme to begin with.

    Args:
        names: Those that fit the terminal.
        wanted: `dark`, `light` or `contrast`; anything else says nothing.
        background: What the terminal says of its colours (COLORFGBG): `0;15` is black on white.
    """
    light = wanted == "light" or (wanted != "dark" and background.endswith((";15", ";7")))
    ending = "contrast" if wanted == "contrast" else "light" if light else ""
    return next((name for name in names if ending and name.endswith(ending)), names[0])


def word(name: str) -> str:
    """Return the word by which a theme is wanted: `ink-mono-light` -> `light`."""
    ending = name.rpartition("-")[2]
    return ending if ending in ("light", "contrast") else "dark"


def theme(name: str) -> Theme:
    """Return a theme, in which Textual's own widgets have our colours, too."""
    colours = PALETTES[name]
    return Theme(
        name=name,
        primary=colours["focus"],
        secondary=colours["soft"],
        warning=colours["alert"],
        error=colours["alert"],
        success=colours["ink"],
        accent=colours["focus"],
        foreground=colours["ink"],
        background=colours["desk"],
        surface=colours["desk"],
        panel=colours["tint"],
        boost=colours["tint"],
        dark=name not in _LIGHT_THEMES,
        variables={**colours, **_of_textual(colours)},
    )


def _of_textual(colours: Palette) -> dict[str, str]:
    """Return the variables that the style sheets of Textual's widgets read."""
    roles = {
        "ink": (
            *("text", "footer-foreground", "footer-key-foreground", "button-foreground"),
            *("block-cursor-foreground", "block-cursor-blurred-foreground"),
            *("input-selection-foreground", "screen-selection-foreground", "link-color"),
        ),
        "soft": ("text-muted", "footer-description-foreground"),
        "faint": ("text-disabled",),
        "desk": (
            *("footer-background", "scrollbar-background", "scrollbar-corner-color"),
            *("scrollbar-background-hover", "scrollbar-background-active"),
        ),
        "edge": ("border-blurred", "scrollbar"),
        "focus": (
            *("border", "scrollbar-hover", "scrollbar-active", "input-cursor-background"),
            *("link-background-hover",),
        ),
        "on-focus": ("input-cursor-foreground", "link-color-hover"),
        "tint": ("block-hover-background", "block-cursor-blurred-background"),
        "chosen": (
            *("block-cursor-background", "input-selection-background"),
            *("screen-selection-background",),
        ),
    }
    return {name: colours[role] for role, names in roles.items() for name in names}
