"""Leads a person through an installation: to Slack, and back with a code that becomes a token."""

import secrets
from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from urllib.parse import urlencode, urljoin

import structlog

from bot.services.installations import State
from bot.slack.authorizing import StoredInstallations
from bot.slack.copy import installing as copy
from bot.slack.copy.languages import language_accepted
from bot.slack.copy.translation import speak
from bot.slack.grants import Denied, Granted, NoAnswer
from bot.slack.messenger import SlackMessenger
from bot.slack.oauth import pages
from bot.slack.oauth.pages import Page
from bot.slack.oauth.style import policy
from bot.slack.oauth.visits import Visit, cookie_of, new_browser, read_visit
from bot.slack.render.welcome import render_welcome

log = structlog.get_logger(__name__)

INSTALL_PATH = "/slack/install"
REDIRECT_PATH = "/slack/oauth_redirect"

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]

_HEADERS = (
    ("content-type", "text/html; charset=utf-8"),
    ("cache-control", "no-store"),
    ("referrer-policy", "no-referrer"),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("cross-origin-opener-policy", "same-origin"),
    ("x-robots-tag", "noindex"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class OAuthPages:
    """An ASGI application for the two paths; `build_oauth` makes one.

    Attributes:
        public_url: the address under which browsers reach this one, without a slash at its end.
        scopes: what the app asks for, and does not work without.
        optional: what it asks for besides, and can do without.
    """

    stored: StoredInstallations
    messenger: SlackMessenger
    public_url: str
    scopes: frozenset[str]
    optional: frozenset[str] = frozenset()
    policy: str = field(default_factory=policy)

    async def __call__(self, scope: Scope, _receive: Receive, send: Send) -> None:
        """Answer one request."""
        visit = read_visit(scope)
        speak(language_accepted(visit.languages))
        if visit.method not in {"GET", "HEAD"}:
            await _reply(send, 405, [("allow", "GET, HEAD")], b"")
            return
        browser = visit.browser
        if visit.path == REDIRECT_PATH:
            page, cookies = await self._guarded(self._come_back(visit)), []
        else:
            browser = browser or new_browser()
            page = await self._guarded(self._install(visit, browser))
            cookies = [("set-cookie", cookie_of(browser))]
        headers = [*_HEADERS, ("content-security-policy", self.policy), *cookies]
        await _reply(send, page.status, headers, page.html.encode(), is_head=visit.method == "HEAD")

    async def _guarded(self, work: Awaitable[Page]) -> Page:
        try:
            return await work
        except Exception:  # whoever waits for a page gets one, and the log gets the fault
            reference = secrets.token_hex(4)
            log.exception("oauth.fault", reference=reference)
            return self._not_done(500, copy.fault(reference))

    async def _install(self, visit: Visit, browser: str) -> Page:
        if visit.method == "HEAD":  # whoever only looks whether the page is there begins nothing
            return pages.install(authorize_url="", scopes=self._asked)
        asked = {
            "client_id": self.stored.grants.credentials.client_id,
            "scope": ",".join(sorted(self._asked)),
            "redirect_uri": self._redirect_uri,
            "state": await self.stored.installations.begin(browser),
        }
        return pages.install(
            authorize_url=f"{self._slack('oauth/v2/authorize')}?{urlencode(asked)}",
            scopes=self._asked,
        )

    async def _come_back(self, visit: Visit) -> Page:
        """Go on with whoever comes back from Slack, once their state has proved to be good."""
        if visit.method == "HEAD":
            return self._not_done(400, copy.spent())
        state = await self.stored.installations.claim(
            visit.query.get("state", ""), browser=visit.browser
        )
        if state is State.OTHER_BROWSER:
            return self._failed(400, copy.other_browser(), why="another browser")
        if state is State.SPENT:
            return self._failed(400, copy.spent(), why="state spent")
        error, code = visit.query.get("error"), visit.query.get("code", "")
        if error == "access_denied":
            return self._failed(200, copy.cancelled(), why=error)
        if error is not None or not code:
            return self._failed(400, copy.refused(_shown(error)), why="refused")
        return await self._exchange(code)

    async def _exchange(self, code: str) -> Page:
        granted = await self.stored.grants.exchange(
            code, redirect_uri=self._redirect_uri, now=self.stored.clock.now()
        )
        match granted:
            case Denied(error=error):
                return self._failed(400, copy.refused(_shown(error)), why="code refused")
            case NoAnswer():
                return self._failed(502, copy.unreachable(), why="no answer")
        if lacking := self.scopes - granted.installation.scopes:
            words = copy.lacking(", ".join(sorted(lacking)))
            return self._failed(400, words, why="scopes lacking")
        return await self._finish(granted)

    async def _finish(self, granted: Granted) -> Page:
        installation = granted.installation
        workspace, member = installation.workspace, installation.installed_by
        new = await self.stored.installations.finish(installation)
        self.stored.forget(workspace)
        log.info("oauth.installed", workspace=workspace, is_org=installation.is_org, new=new)
        if new:
            welcome = partial(self.messenger.post, workspace, member, render_welcome())
            self.messenger.wire.background.start(("welcome", workspace), welcome)
        place = {"app": granted.app_id}
        if granted.team_id is not None:
            place["team"] = granted.team_id
        return pages.done(
            workspace=granted.name,
            open_url=f"{self._slack('app_redirect')}?{urlencode(place)}",
            is_org=installation.is_org,
        )

    def _failed(self, status: int, words: tuple[str, str], *, why: str) -> Page:
        log.info("oauth.not_installed", why=why)
        return self._not_done(status, words)

    def _not_done(self, status: int, words: tuple[str, str]) -> Page:
        return pages.not_done(status, words, install_path=INSTALL_PATH)

    @property
    def _asked(self) -> frozenset[str]:
        return self.scopes | self.optional

    @property
    def _redirect_uri(self) -> str:
        return self.public_url + REDIRECT_PATH

    def _slack(self, page: str) -> str:
        """Return the address of one of Slack's own pages, which lie beside its Web API."""
        return urljoin(self.stored.grants.client.base_url, f"../{page}")


def build_oauth(
    *,
    stored: StoredInstallations,
    messenger: SlackMessenger,
    public_url: str,
    scopes: Collection[str],
    optional: Collection[str] = (),
) -> OAuthPages:
    """Make the pages; they answer for INSTALL_PATH and REDIRECT_PATH.

    Args:
        stored: keeps installations, and asks Slack for them.
        messenger: greets whoever installed the app.
        public_url: the address under which browsers reach the bot.
        scopes: what the app does not work without.
        optional: what it asks for besides.
    """
    return OAuthPages(
        stored=stored,
        messenger=messenger,
        public_url=public_url.rstrip("/"),
        scopes=frozenset(scopes),
        optional=frozenset(optional),
    )


def _shown(error: str | None) -> str:
    """Return Slack's word for what it refused, if it looks like one."""
    found = (error or "")[:64]
    return found if found.replace("_", "").isalnum() and found.isascii() else "no reason given"


async def _reply(
    send: Send,
    status: int,
    headers: Collection[tuple[str, str]],
    body: bytes,
    *,
    is_head: bool = False,
) -> None:
    written = [(name.encode(), value.encode()) for name, value in headers]
    written.append((b"content-length", str(len(body)).encode()))
    await send({"type": "http.response.start", "status": status, "headers": written})
    await send({"type": "http.response.body", "body": b"" if is_head else body})
