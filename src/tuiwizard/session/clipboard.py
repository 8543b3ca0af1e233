"""The clipboard of the system, for rich text: what is pasted into an editor keeps its tables.

Terminals take only plain text for it, so a program of the system is asked; each is a row of `WAYS`.
"""

import base64
import json
import os
import shutil
import subprocess
from collections.abc import Callable
from typing import NamedTuple

SECONDS = 20
"""How long a program may take; PowerShell takes three to start."""

_CHARSET = '<meta http-equiv="content-type" content="text/html; charset=utf-8">'
"""Browsers begin so what they copy; Firefox takes nothing that does not."""

_POWERSHELL = """
$html, $text = [Console]::In.ReadToEnd().Trim().Split(' ')
Add-Type -AssemblyName System.Windows.Forms
$data = New-Object System.Windows.Forms.DataObject
$stream = New-Object System.IO.MemoryStream (,[Convert]::FromBase64String($html))
$data.SetData('HTML Format', $stream)
$data.SetText([Text.Encoding]::UTF8.GetString([Convert]::FromBase64String($text)))
[System.Windows.Forms.Clipboard]::SetDataObject($data, $true)
"""
_JAVASCRIPT = """
ObjC.import('AppKit');
const input = $.NSFileHandle.fileHandleWithStandardInput.readDataToEndOfFile;
const text = $.NSString.alloc.initWithDataEncoding(input, $.NSUTF8StringEncoding);
const copied = JSON.parse(ObjC.unwrap(text));
const board = $.NSPasteboard.generalPasteboard;
board.clearContents;
for (const type in copied) board.setStringForType($(copied[type]), $(type));
"""


def _html(html: str, text: str) -> bytes:  # noqa: ARG001 - these hold one kind at a time
    return f"{_CHARSET}{html}".encode()


def _for_powershell(html: str, text: str) -> bytes:
    """Return both in letters that no code page changes."""
    return b" ".join(map(base64.b64encode, (cf_html(html), text.encode())))


def _for_macos(html: str, text: str) -> bytes:
    kinds = {"public.html": f"{_CHARSET}{html}", "public.utf8-plain-text": text}
    return json.dumps(kinds).encode()


class Way(NamedTuple):
    """A program that puts rich text on the clipboard.

    Attributes:
        command: It and its arguments.
        payload: What it reads, of HTML and plain text.
        display: The variable that is set where it reaches the person; without one it reaches
            whoever is at this computer, which nobody is who came by SSH.
    """

    command: tuple[str, ...]
    payload: Callable[[str, str], bytes]
    display: str = ""

    @property
    def open(self) -> bool:
        """Whether it is installed, and reaches the person."""
        seen = self.display in os.environ if self.display else "SSH_CONNECTION" not in os.environ
        return seen and shutil.which(self.command[0]) is not None

    def copy(self, html: str, text: str) -> bool:
        """Run it; return whether it succeeded."""
        try:
            done = subprocess.run(
                self.command,
                input=self.payload(html, text),
                stdout=subprocess.DEVNULL,  # it goes on in the background, for who pastes
                stderr=subprocess.DEVNULL,
                timeout=SECONDS,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired):
            return False
        return done.returncode == 0


WAYS = (
    Way(("osascript", "-l", "JavaScript", "-e", _JAVASCRIPT), _for_macos),
    Way(  # in WSL, too
        ("powershell.exe", "-NoProfile", "-NonInteractive", "-STA", "-Command", _POWERSHELL),
        _for_powershell,
    ),
    Way(("wl-copy", "--type", "text/html"), _html, "WAYLAND_DISPLAY"),
    Way(("xclip", "-selection", "clipboard", "-t", "text/html"), _html, "DISPLAY"),
)
"""The first that is open is asked first."""


def copy(html: str, text: str) -> bool:
    """Put HTML on the clipboard, and the same as plain text where it holds both.

    Returns:
        Whether it is there; False where the system offers no way to it.
    """
    return any(way.open and way.copy(html, text) for way in WAYS)


def cf_html(html: str) -> bytes:
    """Return HTML as Windows wants it: with a head that tells where it begins and ends in bytes."""
    head = "Version:0.9\r\nStartHTML:{:010}\r\nEndHTML:{:010}\r\n"
    head += "StartFragment:{:010}\r\nEndFragment:{:010}\r\n"
    before, after = b"<html><body>\r\n<!--StartFragment-->", b"<!--EndFragment-->\r\n</body></html>"
    content = html.encode()
    start = len(head.format(0, 0, 0, 0))
    first = start + len(before)
    last = first + len(content)
    told = head.format(start, last + len(after), first, last).encode()
    return told + before + content + after
