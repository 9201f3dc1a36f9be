"""Checks the way from Slack to the bot: whether it answers at its public address."""

from http import HTTPStatus

import aiohttp

from bot.doctor.finding import Finding, fine, skipped, wrong
from bot.doctor.web_api import NoAnswer, status_of
from bot.settings import Mode, Settings

_ABOUT = "Public address"
_CURE = "start the bot, and let the proxy pass this address on to HOST and PORT"


async def address_finding(session: aiohttp.ClientSession, settings: Settings) -> Finding:
    """Report whether the bot can be reached where Slack will look for it."""
    if settings.mode not in {Mode.HTTP, Mode.OAUTH}:
        return skipped(_ABOUT, "only needed over HTTP")
    if settings.unsit_public_url is None:
        return skipped(_ABOUT, "set UNSIT_PUBLIC_URL to have it looked at")
    address = f"{settings.unsit_public_url}/healthz"
    status = await status_of(session, address)
    if isinstance(status, NoAnswer):
        return wrong(_ABOUT, f"{address} cannot be reached: {status.reason}", _CURE)
    if status != HTTPStatus.OK:
        return wrong(_ABOUT, f"{address} answers with status {status}", _CURE)
    return fine(_ABOUT, f"{address} answers")
