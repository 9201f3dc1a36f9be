"""Checks whether the bot can listen where it is told to, or does so already."""

import asyncio

import aiohttp

from bot.doctor.finding import Finding, fine, wrong
from bot.doctor.web_api import NoAnswer, WebApi, text_of
from bot.settings import Mode, Settings

_ABOUT = "Port"
_LOCAL_SECONDS = 2.0
_CURE = "end whatever uses it, or set another PORT"


async def port_finding(settings: Settings) -> Finding:
    """Report whether something else has taken the port that the bot listens on."""
    place = f"{settings.host}:{settings.port}"
    if settings.port == 0:
        return fine(_ABOUT, f"{place} means any that is free")
    reason = await _refusal(settings.host, settings.port)
    if reason is None:
        return fine(_ABOUT, f"{place} is free")
    if await _speaks(f"http://{_in_address(settings.host)}:{settings.port}", settings.mode):
        return fine(_ABOUT, f"{place} is where the bot is running")
    return wrong(_ABOUT, f"{place} cannot be listened on ({reason})", _CURE)


async def _refusal(host: str, port: int) -> str | None:
    """Try to listen, and return why that does not work, or None where it does."""
    loop = asyncio.get_running_loop()
    try:
        server = await loop.create_server(asyncio.Protocol, host, port)
    except OSError as error:
        return error.strerror or str(error)
    server.close()
    await server.wait_closed()
    return None


async def _speaks(address: str, mode: Mode) -> bool:
    """Tell whether the bot answers there in the time that this machine takes at most."""
    try:
        async with asyncio.timeout(_LOCAL_SECONDS):
            return await _is_ours(address, mode)
    except TimeoutError:
        return False


async def _is_ours(address: str, mode: Mode) -> bool:
    """Tell whether what listens there speaks as the bot does, over HTTP or in its sandbox."""
    # No proxy of the environment leads to this machine.
    async with aiohttp.ClientSession(trust_env=False) as session:
        if mode is Mode.SANDBOX:
            answer = await WebApi(session, f"{address}/api/").call("api.test")
            return not isinstance(answer, NoAnswer)
        return await text_of(session, f"{address}/healthz") == "ok"


def _in_address(host: str) -> str:
    return f"[{host}]" if ":" in host else host
