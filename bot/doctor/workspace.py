"""Checks what lies with Slack: that it answers, its clock, both tokens and the scopes."""

from collections.abc import AsyncIterator, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from pydantic import SecretStr

from bot.doctor.finding import Finding, fine, skipped, spared, wrong
from bot.doctor.web_api import Answer, NoAnswer, WebApi
from bot.settings import Mode, Settings

LARGEST_SKEW = timedelta(seconds=60)
"""Slack's requests are refused beyond five minutes; a clock this far off is on its way there."""

_REINSTALL = "install the app again and copy the new token (OAuth & Permissions)"
_GRANT = "install the app again from the manifest (`unsit manifest`) and leave the scope ticked"
_BOT_TOKEN_CURES: Mapping[str, str] = {
    "invalid_auth": "copy the Bot User OAuth Token again, whole, from OAuth & Permissions",
    "account_inactive": f"the app was removed from the workspace: {_REINSTALL}",
    "token_revoked": f"the token was withdrawn: {_REINSTALL}",
    "token_expired": "turn token rotation off, which needs a new app made from the manifest",
}
_APP_TOKEN_CURES: Mapping[str, str] = {
    "missing_scope": "make a new app-level token with the scope connections:write",
    "invalid_auth": "copy the app-level token again, whole, from Basic Information",
    "forbidden_team": "the workspace does not allow this app: ask an admin",
}


WITHOUT: Mapping[str, str] = {
    "dnd:read": "nudges come in Do Not Disturb too, without a sound, and are not seen until later",
}
"""What is not as good without an optional scope."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scopes:
    """What the manifest asks for: scopes that are needed, and those that may be left out."""

    needed: frozenset[str]
    optional: frozenset[str] = frozenset()


async def examine(
    api: WebApi, settings: Settings, *, scopes: Scopes, now: datetime
) -> AsyncIterator[Finding]:
    """Look at everything that Slack must agree to.

    Args:
        api: where Slack is.
        settings: with the tokens.
        scopes: those that the manifest asks for.
        now: this machine's idea of the time.
    """
    if settings.mode is Mode.SANDBOX:
        yield skipped("Slack", "no tokens are set, and the sandbox needs none")
        return
    answer = await api.call("api.test")
    if isinstance(answer, NoAnswer):
        yield wrong(
            "Slack",
            f"{api.url} cannot be reached: {answer.reason}",
            "check the network, the proxy and SLACK_API_URL",
        )
        return
    yield fine("Slack", f"{api.url} answers")
    yield clock(answer.dated, now)
    if settings.slack_bot_token is not None:
        async for finding in _bot_token(api, settings.slack_bot_token, scopes):
            yield finding
    if settings.slack_app_token is not None:
        yield await _app_token(api, settings.slack_app_token)


def clock(theirs: datetime | None, ours: datetime) -> Finding:
    """Compare this machine's clock with Slack's."""
    if theirs is None:
        return skipped("Clock", "the answer carries no date to compare with")
    skew = ours - theirs
    if abs(skew) > LARGEST_SKEW:
        direction = "fast" if skew > timedelta() else "slow"
        return wrong(
            "Clock",
            f"this machine's clock is {abs(skew).total_seconds():.0f} seconds {direction}",
            "set it from the network (NTP): Slack's requests are refused when it is too far off",
        )
    return fine("Clock", "agrees with Slack's")


async def _bot_token(api: WebApi, token: SecretStr, scopes: Scopes) -> AsyncIterator[Finding]:
    answer = await api.call("auth.test", token=token.get_secret_value())
    if isinstance(answer, NoAnswer) or answer.error is not None:
        yield _refused("Bot token", answer, _BOT_TOKEN_CURES)
        return
    yield fine("Bot token", f"speaks as {answer.body.get('user')} in {answer.body.get('team')}")
    for finding in _scopes(answer.scopes, scopes):
        yield finding


def _scopes(granted: frozenset[str] | None, asked: Scopes) -> Iterator[Finding]:
    if granted is None:
        yield skipped("Scopes", "the answer does not say which were granted")
        return
    if missing := asked.needed - granted:
        yield wrong(
            "Scopes",
            f"missing: {', '.join(sorted(missing))}",
            "update the app from the manifest (`unsit manifest`), then install it again",
        )
    else:
        yield fine("Scopes", "all that the bot does not work without")
    for scope in sorted(asked.optional - granted):
        yield spared(f"Scope {scope}", f"not granted: {WITHOUT[scope]}", _GRANT)


async def _app_token(api: WebApi, token: SecretStr) -> Finding:
    answer = await api.call("apps.connections.open", token=token.get_secret_value())
    if isinstance(answer, NoAnswer) or answer.error is not None:
        return _refused("App token", answer, _APP_TOKEN_CURES)
    return fine("App token", "opens Socket Mode")


def _refused(about: str, answer: Answer | NoAnswer, cures: Mapping[str, str]) -> Finding:
    if isinstance(answer, NoAnswer):
        return wrong(about, answer.reason, "check the network, then try again")
    error = answer.error or ""
    return wrong(about, f"Slack says {error}", cures.get(error, f"look {error} up in Slack's docs"))
