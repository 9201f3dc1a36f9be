"""What Slack grants the app: tokens for the code of an installation, and for tokens that expire."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import aiohttp
import structlog
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.ids import MemberId, WorkspaceId
from bot.services.installations import Installation, Tokens
from bot.slack.payloads import MalformedPayloadError
from bot.slack.payloads.fields import (
    LONGEST_ID,
    Body,
    child,
    flag,
    identifier,
    optional_child,
    optional_text,
    text,
)

log = structlog.get_logger(__name__)

ACCESS = "oauth.v2.access"
GRANT_SECONDS = 8.0
_LONGEST_LIFE = 366 * 24 * 3600


@dataclass(frozen=True, slots=True, kw_only=True)
class AppCredentials:
    """How the app proves to Slack that it is itself."""

    client_id: str
    client_secret: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Granted:
    """An installation that Slack has granted.

    Attributes:
        name: what the workspace or organisation calls itself.
        app_id: the app, as Slack's links name it.
        team_id: the one workspace, unless an organisation installed the app as a whole.
    """

    installation: Installation
    name: str
    app_id: str
    team_id: str | None


@dataclass(frozen=True, slots=True)
class Denied:
    """Slack granted nothing, and says why."""

    error: str


@dataclass(frozen=True, slots=True)
class NoAnswer:
    """Slack did not answer, or not in its own words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grants:
    """Asks Slack for tokens. Nothing here raises for what Slack answers, or logs any of it."""

    client: AsyncWebClient
    credentials: AppCredentials

    async def exchange(
        self, code: str, *, redirect_uri: str, now: datetime
    ) -> Granted | Denied | NoAnswer:
        """Turn the code that a person came back with into an installation."""
        answer = await self._ask({"code": code, "redirect_uri": redirect_uri})
        if not isinstance(answer, Mapping):
            return answer
        try:
            token = text(answer, "access_token", longest=LONGEST_ID * 4)
            # The one thing that the answer lacks: the bot as events name it.
            about = await self._post("auth.test", {}, token=token)
            if not isinstance(about, Mapping):
                return about
            return _granted(answer, bot_id=identifier(about, "bot_id"), now=now)
        except MalformedPayloadError as error:
            log.warning("oauth.answer_malformed", field=error.field)
            return NoAnswer()

    async def refresh(self, refresh_token: str, *, now: datetime) -> Tokens | Denied | NoAnswer:
        """Turn a refresh token into the next pair."""
        answer = await self._ask({"grant_type": "refresh_token", "refresh_token": refresh_token})
        if not isinstance(answer, Mapping):
            return answer
        try:
            return _tokens(answer, now=now)
        except MalformedPayloadError as error:
            log.warning("oauth.answer_malformed", field=error.field)
            return NoAnswer()

    async def _ask(self, asked: Mapping[str, str]) -> Body | Denied | NoAnswer:
        proof = {
            "client_id": self.credentials.client_id,
            "client_secret": self.credentials.client_secret,
        }
        return await self._post(ACCESS, {**proof, **asked})

    async def _post(
        self, method: str, form: Mapping[str, str], *, token: str | None = None
    ) -> Body | Denied | NoAnswer:
        session = self.client.session
        if session is None:
            raise ValueError("a client without a session would open one for each call")
        try:
            async with (
                asyncio.timeout(GRANT_SECONDS),
                session.post(
                    self.client.base_url + method,
                    data=form,
                    headers={} if token is None else {"Authorization": "Bearer " + token},
                    proxy=self.client.proxy,
                    allow_redirects=False,
                ) as answer,
            ):
                return _read(await answer.json(content_type=None))
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as error:
            log.warning("oauth.slack_not_reached", method=method, why=type(error).__name__)
            return NoAnswer()


def _read(answer: object) -> Body | Denied | NoAnswer:
    if not isinstance(answer, Mapping) or "ok" not in answer:
        return NoAnswer()
    if answer["ok"] is not True:
        error = answer.get("error")
        return Denied(error[:LONGEST_ID] if isinstance(error, str) else "")
    return answer


def _granted(answer: Body, *, bot_id: str, now: datetime) -> Granted:
    """Read an installation; one by an organisation as a whole is the organisation's."""
    is_org = flag(answer, "is_enterprise_install")
    place = child(answer, "enterprise" if is_org else "team")
    workspace = identifier(place, "id")
    return Granted(
        installation=Installation(
            workspace=WorkspaceId(workspace),
            is_org=is_org,
            bot_id=bot_id,
            bot_user_id=MemberId(identifier(answer, "bot_user_id")),
            tokens=_tokens(answer, now=now),
            scopes=frozenset(text(answer, "scope").replace(" ", ",").split(",")) - {""},
            installed_by=MemberId(identifier(child(answer, "authed_user"), "id")),
            installed_at=now,
        ),
        name=optional_text(place, "name", longest=LONGEST_ID) or workspace,
        app_id=identifier(answer, "app_id"),
        team_id=None if is_org else workspace,
    )


def _tokens(answer: Body, *, now: datetime) -> Tokens:
    # Where a person's own token rotates too, theirs lies beside it; the bot asks for none.
    optional_child(answer, "authed_user")
    refresh = optional_text(answer, "refresh_token", longest=LONGEST_ID * 4)
    seconds = answer.get("expires_in")
    if refresh is None or seconds is None:
        return Tokens(access=text(answer, "access_token", longest=LONGEST_ID * 4))
    if not isinstance(seconds, int) or not 0 <= seconds <= _LONGEST_LIFE:
        raise MalformedPayloadError("expires_in")
    return Tokens(
        access=text(answer, "access_token", longest=LONGEST_ID * 4),
        refresh=refresh,
        expires_at=now + timedelta(seconds=seconds),
    )
