"""Whatever two processes do at once, neither waits for the other for ever, nor fails of it."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest

from bot.domain.ids import MemberId
from bot.domain.nudge import Nudge
from bot.services import Services
from bot.services.errors import NotOptedInError
from bot.storage.database import Database
from tests.builders import WORKSPACE, some_settings
from tests.services.world import BOTH, World

PATIENCE = 30.0
PEOPLE = tuple(MemberId(f"U{number}") for number in range(4))


@dataclass(frozen=True)
class Asked:
    """One process, and a nudge that its member has before them."""

    services: Services
    nudge: Nudge

    async def react(self, emoji: str, *, on: bool) -> object:
        """Put an emoji on the nudge, or take it off."""
        nudge = self.nudge
        assert nudge.message is not None
        return await self.services.reactions.reacted(
            WORKSPACE, nudge.member, nudge.message, emoji, at=nudge.due_at, on=on
        )


Deed = Callable[[Asked], Awaitable[object]]

DEEDS: dict[str, Deed] = {
    "react": lambda a: a.react("muscle", on=True),
    "unreact": lambda a: a.react("muscle", on=False),
    "complete": lambda a: a.services.completions.complete(
        WORKSPACE, a.nudge.member, a.nudge.due_at, at=a.nudge.due_at
    ),
    "undo": lambda a: a.services.completions.undo(
        WORKSPACE, a.nudge.member, a.nudge.due_at, at=a.nudge.due_at
    ),
    "busy": lambda a: a.services.completions.busy(
        WORKSPACE, a.nudge.member, a.nudge.due_at, at=a.nudge.due_at
    ),
    "done": lambda a: a.services.completions.done(
        WORKSPACE, a.nudge.member, None, at=a.nudge.due_at
    ),
    "snooze": lambda a: a.services.membership.snooze(
        WORKSPACE, a.nudge.member, timedelta(minutes=10)
    ),
    "pause": lambda a: a.services.membership.pause(WORKSPACE, a.nudge.member, "2h"),
    "resume": lambda a: a.services.membership.resume(WORKSPACE, a.nudge.member),
    "change": lambda a: a.services.membership.join(
        WORKSPACE, a.nudge.member, some_settings(plan=BOTH)
    ),
    "leave": lambda a: a.services.membership.leave(WORKSPACE, a.nudge.member, erase=False),
    "erase": lambda a: a.services.membership.leave(WORKSPACE, a.nudge.member, erase=True),
    "deliver": lambda a: a.services.nudging.deliver_due(WORKSPACE),
    "give up": lambda a: a.services.nudging.give_up_lost(),
}


@pytest.mark.parametrize("name", DEEDS)
async def test_any_two_deeds_go_well_together(
    world: World, second_database: Database, name: str
) -> None:
    """One thing is done in one process, and everything else in another, to the same people."""
    nudges = await _nudged(world)
    here, there = world.services, world.over(second_database)
    others = [deed for other, deed in DEEDS.items() if other != name]

    async with asyncio.timeout(PATIENCE):
        ended = await asyncio.gather(
            *(DEEDS[name](Asked(here, nudge)) for _ in others for nudge in nudges),
            *(deed(Asked(there, nudge)) for deed in others for nudge in reversed(nudges)),
            return_exceptions=True,
        )

    failed = [each for each in ended if isinstance(each, BaseException)]
    assert [each for each in failed if not isinstance(each, NotOptedInError)] == []


async def _nudged(world: World) -> list[Nudge]:
    for member in PEOPLE:
        await world.join(member, plan=BOTH)
    return [await world.nudged(member) for member in PEOPLE]
