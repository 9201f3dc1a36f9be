"""Who may talk to the sandbox: this machine's own pages and programs, and nobody else."""

import aiohttp
import pytest

from bot.sandbox import Person, Sandbox, SandboxClock
from bot.sandbox.guard import is_loopback

EVIL = "http://evil.example"


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.8.8", "::1", "localhost"])
def test_this_machine_has_several_names(host: str) -> None:
    """Loopback addresses and localhost are this machine."""
    assert is_loopback(host)


@pytest.mark.parametrize("host", ["0.0.0.0", "10.0.0.1", "evil.example", "", "localhost.evil"])  # noqa: S104 - it must be refused
def test_other_names_are_not_this_machine(host: str) -> None:
    """Everything else could be reached from, or lead, elsewhere."""
    assert not is_loopback(host)


async def test_the_sandbox_listens_on_this_machine_only(clock: SandboxClock) -> None:
    """Another address is refused before anything is opened."""
    with pytest.raises(ValueError, match="this machine only"):
        await Sandbox(clock=clock).start(host="0.0.0.0")  # noqa: S104 - it must be refused


async def test_the_sandbox_listens_on_ipv6_too(
    clock: SandboxClock, session: aiohttp.ClientSession
) -> None:
    """An IPv6 address is written in brackets."""
    sandbox = Sandbox(clock=clock)
    await sandbox.start(host="::1")
    try:
        assert sandbox.url.startswith("http://[::1]:")
        async with session.post(f"{sandbox.api_url}auth.test") as response:
            assert (await response.json())["error"] == "not_authed"
    finally:
        await sandbox.stop()


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "[bad", ""])
async def test_a_foreign_name_is_turned_away(
    sandbox: Sandbox, session: aiohttp.ClientSession, host: str
) -> None:
    """A page whose name was rebound to this machine still sends its own name."""
    async with session.get(f"{sandbox.url}/sandbox/state", headers={"Host": host}) as response:
        assert response.status in {400, 403}


async def test_other_pages_are_turned_away(
    sandbox: Sandbox, session: aiohttp.ClientSession, ana: Person
) -> None:
    """A request that another page makes carries its origin."""
    body = {"me": ana.id, "channel": "C1", "text": "x"}
    for url in (f"{sandbox.url}/sandbox/say", f"{sandbox.url}/sandbox/clock"):
        async with session.post(url, json=body, headers={"Origin": EVIL}) as response:
            assert (response.status, (await response.json())["error"]) == (403, "forbidden_origin")
    async with session.get(f"{sandbox.url}/sandbox/live", headers={"Origin": EVIL}) as response:
        assert response.status == 403


async def test_the_pages_own_requests_pass(
    sandbox: Sandbox, session: aiohttp.ClientSession, ana: Person
) -> None:
    """The origin of the sandbox itself is fine."""
    headers = {"Origin": sandbox.url}
    url = f"{sandbox.url}/sandbox/home"
    async with session.post(url, json={"me": ana.id}, headers=headers) as response:
        assert response.status == 200


async def test_forms_are_turned_away(sandbox: Sandbox, session: aiohttp.ClientSession) -> None:
    """Another page can post a form without asking, but not JSON."""
    async with session.post(f"{sandbox.url}/sandbox/clock", data={"speed": "5"}) as response:
        assert (response.status, (await response.json())["error"]) == (415, "json_only")


async def test_answers_tell_browsers_to_be_careful(
    sandbox: Sandbox, session: aiohttp.ClientSession
) -> None:
    """No framing, no sniffing, no referrer."""
    async with session.get(f"{sandbox.url}/") as response:
        assert (response.status, response.content_type) == (200, "text/html")
        assert response.headers["X-Frame-Options"] == "DENY"
        assert response.headers["X-Content-Type-Options"] == "nosniff"


async def test_the_pages_files_are_served_and_no_others(
    sandbox: Sandbox, session: aiohttp.ClientSession
) -> None:
    """A path that climbs out of the page's folder leads nowhere."""
    async with session.get(f"{sandbox.url}/page/index.html") as response:
        assert response.status == 200
    async with session.get(f"{sandbox.url}/page/%2e%2e/server.py") as response:
        assert response.status in {403, 404}


async def test_a_sandbox_that_never_started_can_be_stopped(clock: SandboxClock) -> None:
    """Stopping is safe at any time."""
    await Sandbox(clock=clock).stop()
