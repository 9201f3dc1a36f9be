"""Driving the clock from the page: a speed, a while, or until the bot writes."""

from datetime import timedelta

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox import Channel, Person, Sandbox, SandboxClock, Workspace
from tests.sandbox.test_page import Page


@pytest.fixture
def page(sandbox: Sandbox, session: aiohttp.ClientSession) -> Page:
    """Give the page of the sandbox."""
    return Page(sandbox, session)


async def test_a_speed_is_set(page: Page, clock: SandboxClock, ana: Person) -> None:
    """The clock runs, and stands still again."""
    assert (await page.post("clock", me=ana.id, speed=60))["speed"] == 60.0
    assert (await page.state())["speed"] == clock.speed == 60.0
    await page.post("clock", me=ana.id, speed=0)
    assert clock.speed == 0.0


async def test_running_to_the_next_message_pauses_when_it_comes(
    page: Page, client: AsyncWebClient, workspace: Workspace, clock: SandboxClock, ana: Person
) -> None:
    """Only a message to this person ends the run."""
    bo = workspace.add_person(name="Bo")
    answer = await page.post("clock", me=ana.id, until="next_dm")
    assert (answer["until"], answer["speed"]) == ("next_dm", 600.0)
    await client.chat_postMessage(channel=bo.id, text="Not you")
    assert clock.speed == 600.0
    await client.chat_postMessage(channel=ana.id, text="You")
    assert clock.speed == 0.0
    assert (await page.state())["until"] is None


async def test_a_channel_message_does_not_end_the_run(
    page: Page, client: AsyncWebClient, clock: SandboxClock, general: Channel, ana: Person
) -> None:
    """The bot writes to a person only in their direct channel."""
    await page.post("clock", me=ana.id, until="next_dm")
    await client.chat_postMessage(channel=general.id, text="All")
    assert clock.speed == 600.0


async def test_a_run_in_vain_ends_after_a_day(
    page: Page, sandbox: Sandbox, clock: SandboxClock, ana: Person
) -> None:
    """After 24 hours of sandbox time the clock pauses by itself."""
    await page.post("clock", me=ana.id, until="next_dm")
    await sandbox.changed(lambda: clock.sleeping == 1)
    clock.advance(timedelta(hours=25))
    await sandbox.changed(lambda: clock.speed == 0.0)
    assert (await page.state())["until"] is None


async def test_a_while_passes_fast_and_smoothly(
    page: Page, sandbox: Sandbox, clock: SandboxClock, ana: Person
) -> None:
    """Advancing runs the clock, so that whoever polls it keeps up, and then goes on as before."""
    start = clock.now()
    await page.post("clock", me=ana.id, speed=2)
    answer = await page.post("clock", me=ana.id, advance_seconds=30)
    assert answer["speed"] == 600.0
    await sandbox.changed(lambda: clock.speed == 2.0)
    assert timedelta(seconds=30) <= clock.now() - start < timedelta(hours=1)


async def test_a_new_order_replaces_the_one_before(
    page: Page, client: AsyncWebClient, clock: SandboxClock, ana: Person
) -> None:
    """Setting a speed ends a run."""
    await page.post("clock", me=ana.id, until="next_dm")
    answer = await page.post("clock", me=ana.id, speed=1)
    assert (answer["speed"], answer["until"]) == (1.0, None)
    await client.chat_postMessage(channel=ana.id, text="You")
    assert clock.speed == 1.0
