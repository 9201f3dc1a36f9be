"""Processes that are told to end under load: nothing acknowledged is lost, nothing sent twice."""

import asyncio
import signal
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from bot.clock import SystemClock
from bot.domain.nudge import Delivery
from bot.sandbox import Fault
from tests.databases import both as pytest_generate_tests  # noqa: F401 - a hook of pytest's
from tests.processes.running import GRACE, PATIENCE, eventually, launched, up
from tests.processes.team import Team

MANY = 100
A_WAVE = 40


def posts(team: Team) -> int:
    """Count the messages that the bot has posted."""
    return sum(call.method == "chat.postMessage" for call in team.sandbox.calls)


@pytest.mark.parametrize("role", ["web", "run"])
async def test_what_was_acknowledged_before_the_end_is_on_record(
    team: Team, tmp_path: Path, role: str
) -> None:
    """Of a hundred requests under way each is answered after its commit, or not at all."""
    reactions = await team.nudged(MANY)
    async with up(tmp_path, role, given=team.over_http) as first:
        team.hears_at(first.address)
        hearing = asyncio.ensure_future(team.hear(reactions))
        await eventually(partial(_some_completed, team))
        assert await first.end() == 0
        acks = await hearing
    people = {each.event["user"] for each in reactions}
    missed = [each for each, acked in zip(reactions, acks, strict=True) if not acked]
    assert people - {each.event["user"] for each in missed} <= set(await team.completions())

    async with up(tmp_path, role, given=team.over_http) as second:
        team.hears_at(second.address)
        await team.hear_in_the_end(missed)
    assert await team.completions() == dict.fromkeys(people, 1)


@pytest.mark.parametrize("role", ["worker", "run"])
async def test_a_wave_that_is_cut_short_goes_on_in_the_next_process(
    team: Team, tmp_path: Path, role: str
) -> None:
    """What was posted is on record, what was not is due still, and everybody is nudged once."""
    people = await team.join(A_WAVE, due_at=SystemClock().now() - timedelta(seconds=1))
    async with up(tmp_path, role, given=team.over_http) as first:
        await team.sandbox.changed(lambda: posts(team) >= A_WAVE // 4, timeout=PATIENCE)
        assert await first.end() == 0
    cut = await team.nudges()
    assert cut[Delivery.SENT] == posts(team)
    assert set(cut) <= {Delivery.SENT, Delivery.DUE}

    async with up(tmp_path, role, given=team.over_http):
        await team.sandbox.changed(lambda: posts(team) >= A_WAVE, timeout=PATIENCE)
        await eventually(partial(_all_sent, team))
    assert team.messages(people) == [1] * A_WAVE


async def test_sigterm_ends_a_start_that_hangs(team: Team, tmp_path: Path) -> None:
    """A process that Slack keeps waiting is not up yet, and ends all the same."""
    team.sandbox.break_(Fault("timeout", "auth.test"))
    async with launched(tmp_path, "run", given=team.over_http) as (process, log):
        await team.sandbox.changed(lambda: bool(team.sandbox.calls), timeout=PATIENCE)
        process.send_signal(signal.SIGTERM)
        code = await asyncio.wait_for(process.wait(), GRACE)
        said = log.read_text()

    assert (code, "stopped while starting" in said, "Traceback" in said) == (0, True, False)


async def _some_completed(team: Team) -> bool:
    return len(await team.completions()) > 0


async def _all_sent(team: Team) -> bool:
    return (await team.nudges())[Delivery.SENT] == A_WAVE
