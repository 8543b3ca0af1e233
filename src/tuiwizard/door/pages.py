"""What a browser is sent: the page with the terminal, what it loads, files, and refusals."""

from collections.abc import Mapping
from html import escape
from http import HTTPStatus
from importlib.resources import files
from pathlib import PurePath
from urllib.parse import quote

from websockets.datastructures import Headers
from websockets.http11 import Response

from tuiwizard.words import spoken, tr

_TYPES = {".css": "text/css", ".mjs": "text/javascript"}

_POLICY = (
    "default-src 'none'; script-src 'self'; connect-src 'self'; img-src data:; "
    "style-src 'self' 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""Nothing from elsewhere, no script of others; xterm.js writes the styles of its cells itself."""

_ALWAYS = {
    "Content-Security-Policy": _POLICY,
    "Referrer-Policy": "no-referrer",  # the address is nobody else's
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
    "Connection": "close",
}


def response(
    status: HTTPStatus, body: bytes, kind: str, headers: Mapping[str, str] | None = None
) -> Response:
    """Return an answer to a browser.

    Args:
        status: What became of it.
        body: What is sent.
        kind: Its media type.
        headers: What is said besides.
    """
    told = {**_ALWAYS, "Content-Type": kind, "Content-Length": str(len(body)), **(headers or {})}
    return Response(status.value, status.phrase, Headers(told), body)


def to_the_page(ticket: str) -> Response:
    """Send the browser that was let in to the page, where its address is of no use any more."""
    headers = {"Location": "/", "Set-Cookie": ticket}
    return response(HTTPStatus.SEE_OTHER, b"", "text/plain", headers)


def static(name: str) -> Response | None:
    """Return what the page loads by its name; None for anything else."""
    kind = _TYPES.get(PurePath(name).suffix)
    found = {file.name: file for file in files("tuiwizard.door").joinpath("static").iterdir()}
    if kind is None or name not in found:
        return None
    return response(HTTPStatus.OK, found[name].read_bytes(), f"{kind}; charset=utf-8")


def download(name: str, data: bytes) -> Response:
    """Return a file to be kept, never to be shown: its scripts have no part in this page.

    "年报.md" -> attachment; filename*=UTF-8''%E5%B9%B4%E6%8A%A5.md
    """
    kept = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}"}
    return response(HTTPStatus.OK, data, "application/octet-stream", kept)


def refusal(
    status: HTTPStatus, sentence: str, headers: Mapping[str, str] | None = None
) -> Response:
    """Return a page with one sentence: why there is nothing, and what to do."""
    body = f"<p>{escape(sentence)}</p>"
    return response(status, _page(body).encode(), "text/html; charset=utf-8", headers)


def terminal_page() -> Response:
    """Return the page with the terminal; the script beside it shows and hides what is in it."""
    hint = tr(
        "浏览器自己占用的键改按 Alt：Alt+N 就是 Ctrl+N（下一步），Alt+T 就是 Ctrl+T（换配色）；"
        "粘贴按 Ctrl+V"
    )
    body = f"""<header>
<p>{escape(hint)}</p>
<details id="files" hidden>
<summary>{escape(tr("下载"))}<span id="many"></span></summary>
<ul id="list"></ul>
</details>
</header>
<main id="terminal"></main>
<dialog id="over">
<p id="ended" hidden>{escape(tr("已经离开。"))}</p>
<p id="lost" hidden>{escape(tr("和程序的连接断了，程序会保存填过的内容。"))}</p>
<p id="failed" hidden>{escape(tr("程序现在启动不了，请稍等再试。"))}</p>
<p id="elsewhere" hidden>{escape(tr("年报在这个浏览器的另一页打开了，这一页不再动。"))}</p>
<button type="button" id="again">{escape(tr("重新打开"))}</button>
</dialog>
<noscript><p>{escape(tr("请允许这一页运行脚本。"))}</p></noscript>
<script type="module" src="/static/door.mjs"></script>"""
    head = "".join(
        f'<link rel="stylesheet" href="/static/{name}">' for name in ("xterm.css", "door.css")
    )
    return response(HTTPStatus.OK, _page(body, head).encode(), "text/html; charset=utf-8")


def _page(body: str, head: str = "") -> str:
    language = {"zh": "zh-CN"}.get(spoken(), spoken())
    return f"""<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(tr("政府信息公开工作年度报告"))}</title>
<link rel="icon" href="data:,">
{head}
</head>
<body>
{body}
</body>
</html>
"""
