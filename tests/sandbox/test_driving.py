"""Driving the clock from the page: a speed, a while, or until the bot writes."""

from datetime import timedelta

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox import Channel, Person, Sandbox, SandboxClock, Workspace
from tests.sandbox.pages import Page


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


async def test_a_run_in_vain_ends_after_four_days(
    page: Page, sandbox: Sandbox, clock: SandboxClock, ana: Person
) -> None:
    """After a long weekend of sandbox time the clock pauses by itself."""
    await page.post("clock", me=ana.id, until="next_dm")
    await sandbox.changed(lambda: clock.sleeping == 1)
    clock.advance(timedelta(hours=97))
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


async def test_whiles_that_follow_fast_add_up_and_end(
    page: Page, sandbox: Sandbox, clock: SandboxClock, ana: Person
) -> None:
    """Whoever asks for two hours three times gets six, and then a clock that stands still."""
    start = clock.now()
    for _ in range(3):
        assert (await page.post("clock", me=ana.id, advance_seconds=7_200))["speed"] == 600.0
    await sandbox.changed(lambda: clock.sleeping == 1)
    clock.advance(start + timedelta(hours=5, minutes=59) - clock.now())
    assert clock.speed == 600.0
    clock.advance(timedelta(minutes=1))
    await sandbox.changed(lambda: clock.speed == 0.0)


async def test_a_while_instead_of_a_run_ends_too(
    page: Page, sandbox: Sandbox, clock: SandboxClock, ana: Person
) -> None:
    """A run to the next message would have paused; so does the while that replaces it."""
    await page.post("clock", me=ana.id, until="next_dm")
    await page.post("clock", me=ana.id, advance_seconds=36_000)
    await sandbox.changed(lambda: clock.sleeping == 1)
    clock.advance(timedelta(hours=10))
    await sandbox.changed(lambda: clock.speed == 0.0)


async def test_a_new_order_replaces_the_one_before(
    page: Page, client: AsyncWebClient, clock: SandboxClock, ana: Person
) -> None:
    """Setting a speed ends a run."""
    await page.post("clock", me=ana.id, until="next_dm")
    answer = await page.post("clock", me=ana.id, speed=1)
    assert (answer["speed"], answer["until"]) == (1.0, None)
    await client.chat_postMessage(channel=ana.id, text="You")
    assert clock.speed == 1.0


@pytest.mark.parametrize(
    ("waited", "speed"),
    [
        (timedelta(minutes=50), 600.0),
        (timedelta(hours=1, minutes=10), 1_200.0),
        (timedelta(hours=4), 2_000.0),
        (timedelta(days=1), 2_000.0),
    ],
)
async def test_a_long_wait_goes_faster(
    page: Page, sandbox: Sandbox, clock: SandboxClock, ana: Person, waited: timedelta, speed: float
) -> None:
    """A bot that polls each quarter of a second is never more than ten minutes late."""
    await page.post("clock", me=ana.id, until="next_dm")
    await sandbox.changed(lambda: clock.sleeping == 1)
    clock.advance(waited)
    await sandbox.changed(lambda: clock.speed == speed)
    assert speed * 0.25 <= timedelta(minutes=10).total_seconds()


async def test_a_weekend_on_which_nobody_is_about_flies_by(
    page: Page, sandbox: Sandbox, clock: SandboxClock, ana: Person
) -> None:
    """From Friday evening to Monday morning nothing is due, and then the pace is as before."""
    await page.post("clock", me=ana.id, until="next_dm")
    await sandbox.changed(lambda: clock.sleeping == 1)
    clock.advance(timedelta(days=4, hours=-1))
    await sandbox.changed(lambda: clock.speed == 2_000.0)
    await page.post("clock", me=ana.id, until="next_dm")
    clock.advance(timedelta(hours=13))
    await sandbox.changed(lambda: clock.speed == 6_000.0)
    clock.advance(timedelta(days=2, hours=9))
    await sandbox.changed(lambda: clock.speed == 2_000.0)


async def test_a_colleague_elsewhere_keeps_the_night_at_its_pace(
    page: Page, sandbox: Sandbox, workspace: Workspace, clock: SandboxClock, ana: Person
) -> None:
    """It is night only when it is night for everybody."""
    workspace.add_person(name="Maya", tz="America/New_York")
    await page.post("clock", me=ana.id, until="next_dm")
    await sandbox.changed(lambda: clock.sleeping == 1)
    clock.advance(timedelta(hours=14))
    await sandbox.changed(lambda: clock.speed == 2_000.0)
    clock.advance(timedelta(hours=4))
    await sandbox.changed(lambda: clock.speed == 6_000.0)


async def test_a_night_passes_on_the_machines_own_clock(
    session: aiohttp.ClientSession, clock: SandboxClock
) -> None:
    """Nobody moves the clock by hand: it speeds up by itself, and ends."""
    async with Sandbox(clock=clock, fast=24_000.0) as sandbox:
        ana = sandbox.add_workspace().add_person(name="Ana", tz="Europe/Lisbon")
        await Page(sandbox, session).post("clock", me=ana.id, until="next_dm")
        await sandbox.changed(lambda: clock.speed == 80_000.0)
        await sandbox.changed(lambda: clock.speed == 240_000.0)
        await sandbox.changed(lambda: clock.speed == 0.0)
