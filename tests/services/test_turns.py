"""Turns are shared by whoever works on one database."""

import asyncio
from datetime import timedelta

from bot.domain.pace import Pace
from bot.services.turns import Turns
from bot.storage.database import Database
from tests.builders import MONDAY_MORNING, WORKSPACE

NOW = MONDAY_MORNING
PACE = Pace(per_minute=60, burst=5)
METHOD = "chat.update"


async def test_two_processes_share_a_burst(database: Database, second_database: Database) -> None:
    """Grant no turn twice to two who ask at the same time."""
    both = [Turns(database=database), Turns(database=second_database)] * 10

    answers = await asyncio.gather(
        *(each.take({WORKSPACE: 1}, METHOD, PACE, now=NOW, at_once=True) for each in both)
    )

    assert sum(answer[WORKSPACE].count for answer in answers) == PACE.burst


async def test_hold_reaches_the_other_process(
    database: Database, second_database: Database
) -> None:
    """Let nobody through before the time that Slack told one of them."""
    until = NOW + timedelta(seconds=30)
    await Turns(database=database).hold(WORKSPACE, METHOD, until=until)

    answer = await Turns(database=second_database).take({WORKSPACE: 1}, METHOD, PACE, now=NOW)

    assert (answer[WORKSPACE].count, answer[WORKSPACE].held_until) == (0, until)


async def test_idle_turns_do_not_pile_up(database: Database) -> None:
    """Forget what is as good as new, once it is so by a clock that is behind too."""
    turns = Turns(database=database)
    await turns.take({WORKSPACE: 1}, METHOD, PACE, now=NOW)

    assert await turns.forget_idle(now=NOW + timedelta(seconds=30)) == 0
    assert await turns.forget_idle(now=NOW + timedelta(minutes=2)) == 1
