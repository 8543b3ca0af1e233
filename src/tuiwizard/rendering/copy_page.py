"""A page with one button, which copies a report as rich text: for who has no clipboard here.

It is for whoever posts the report, and never posted itself.
"""

import base64
from html import escape
from importlib.resources import files

from tuiwizard.rendering.clean_text import in_markup
from tuiwizard.report.digest import digest
from tuiwizard.words import tr

_STYLE = (
    "body{margin:0 auto;max-width:60rem;padding:0 1rem 2rem;font-family:sans-serif}"
    "nav{position:sticky;top:0;padding:1rem 0;border-bottom:2px solid #0b57d0;background:#fff}"
    "button{padding:.5rem 2rem;border:0;background:#0b57d0;color:#fff;font-size:1.25rem}"
    "button:focus-visible{outline:3px solid #000;outline-offset:2px}"
    "#said{margin-left:1rem}"
)


def copy_page(fragment: str, title: str) -> str:
    """Return the page.

    Args:
        fragment: The report as a piece of HTML (`rendering.fragment`).
        title: Whose report it is.
    """
    script = files("tuiwizard.rendering").joinpath("copy_page.js").read_text("utf-8")
    hashed = base64.b64encode(bytes.fromhex(digest(script.encode()))).decode()
    policy = f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{hashed}'"
    done = escape(tr("已复制，到网站的编辑器里粘贴（Ctrl+V）"))
    failed = escape(tr("没有复制成，请选中下面的全文再复制"))
    return f"""<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<title>{escape(in_markup(title))}</title>
<style>{_STYLE}</style>
</head>
<body>
<nav>
<button type="button" id="copy">{escape(tr("复制"))}</button>
<span id="said" role="status" data-done="{done}" data-failed="{failed}"></span>
</nav>
<main id="report">
{fragment}</main>
<script>{script}</script>
</body>
</html>
"""
