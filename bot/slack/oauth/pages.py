"""The pages as HTML: what is put in is text, whoever wrote it, and comes out as text."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from bot.slack.copy import installing as copy
from bot.slack.copy.translation import voice
from bot.slack.oauth.style import SHEET

_PEACH = (
    '<svg viewBox="0 0 40 40" aria-hidden="true" focusable="false">'
    '<rect width="40" height="40" rx="9" fill="#3d2233"/>'
    '<path d="M20 34c-8 0-13-5.2-13-11.6C7 16.4 11.6 12 16 12c1.7 0 3.1.6 4 1.5.9-.9 2.3-1.5 4-1.5'
    ' 4.4 0 9 4.4 9 10.4C33 28.8 28 34 20 34Z" fill="#ff9d78"/>'
    '<path d="M20 13.5c-2.6 5-2.6 11.5 0 17" fill="none" stroke="#c94f3d" stroke-width="2"'
    ' stroke-linecap="round"/>'
    '<path d="M20 12c0-3.6 2.6-6.2 7.4-6.4C27.2 9.4 24.4 12 20 12Z" fill="#7cc08a"/></svg>'
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page and the status that it is sent with."""

    status: int
    html: str


def install(*, authorize_url: str, scopes: Iterable[str]) -> Page:
    """Draw the page that says what the app does and asks for, with the button."""
    asked = "".join(
        f"<dt>{escape(scope)}</dt><dd>{escape(copy.why(scope))}</dd>" for scope in sorted(scopes)
    )
    return _page(
        200,
        copy.install_title(),
        _paragraph(copy.install_lead()),
        _listed("ul", copy.promises()),
        f"<h2>{escape(copy.asks_title())}</h2><dl>{asked}</dl>",
        _button(copy.add_button(), authorize_url),
        _small(copy.cookie_note()),
    )


def done(*, workspace: str, open_url: str, is_org: bool) -> Page:
    """Draw the page that says that the app is installed, and what comes next."""
    return _page(
        200,
        copy.done_title(workspace),
        _paragraph(copy.done_lead()),
        _listed("ol", copy.done_steps()),
        _button(copy.open_button(), open_url),
        _small(copy.done_org_note()) if is_org else "",
    )


def not_done(status: int, words: tuple[str, str], *, install_path: str) -> Page:
    """Draw a page that says why nothing was installed, with the way back to the beginning."""
    title, reason = words
    return _page(status, title, _paragraph(reason), _button(copy.again_button(), install_path))


def _page(status: int, title: str, *parts: str) -> Page:
    html = (
        f'<!doctype html><html lang="{voice().language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{SHEET}</style></head>"
        f"<body><main>{_PEACH}<h1>{escape(title)}</h1>{''.join(parts)}</main></body></html>\n"
    )
    return Page(status=status, html=html)


def _paragraph(text: str) -> str:
    return f"<p>{escape(text)}</p>"


def _small(text: str) -> str:
    return f'<p class="quiet">{escape(text)}</p>'


def _listed(kind: str, texts: Sequence[str]) -> str:
    return f"<{kind}>{''.join(f'<li>{escape(text)}</li>' for text in texts)}</{kind}>"


def _button(text: str, address: str) -> str:
    return f'<p><a class="button" href="{escape(address)}">{escape(text)}</a></p>'
