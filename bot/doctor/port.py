"""Checks whether the bot can listen where it is told to, or does so already."""

import asyncio
from collections.abc import AsyncIterator

import aiohttp

from bot.doctor.finding import Finding, fine, wrong
from bot.doctor.web_api import NoAnswer, WebApi, text_of
from bot.settings import Mode, Settings

_LOCAL_SECONDS = 2.0


async def port_findings(settings: Settings) -> AsyncIterator[Finding]:
    """Report whether something else has taken a port that the bot listens on."""
    yield await _finding("Port", "PORT", settings.port, settings)
    if settings.worker_port is not None and settings.mode is not Mode.SANDBOX:
        yield await _finding("Worker's port", "WORKER_PORT", settings.worker_port, settings)


async def _finding(about: str, setting: str, port: int, settings: Settings) -> Finding:
    place = f"{settings.host}:{port}"
    if port == 0:
        return fine(about, f"{place} means any that is free")
    reason = await _refusal(settings.host, port)
    if reason is None:
        return fine(about, f"{place} is free")
    if await _speaks(f"http://{_in_address(settings.host)}:{port}", settings.mode):
        return fine(about, f"{place} is where the bot is running")
    cure = f"end whatever uses it, or set another {setting}"
    return wrong(about, f"{place} cannot be listened on ({reason})", cure)


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
