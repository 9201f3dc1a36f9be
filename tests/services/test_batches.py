"""A batch of answers comes to the same as its answers one by one."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.completion import Source
from bot.domain.exercise import Kind
from bot.domain.ids import MemberId, MessageRef
from bot.domain.member import Member
from bot.domain.nudge import Nudge
from bot.domain.score import Tally
from bot.services import Services
from bot.services.ports import Unknown
from tests.builders import MEMBER, OTHER_MEMBER, WORKSPACE, a_message
from tests.databases import Supply, opened
from tests.services.test_properties import EMOJI, search
from tests.services.world import BOTH, World

PEOPLE = (MEMBER, OTHER_MEMBER)
STRANGER = MemberId("U0STRANGER")
TEN = timedelta(minutes=10)


@dataclass(frozen=True)
class Answer:
    """Somebody answers a nudge: the older, the newer, or one that may not have come."""

    what: str
    who: MemberId
    which: int
    after: int
    emoji: str


answers = st.builds(
    Answer,
    what=st.sampled_from(
        (
            *("react", "react", "react", "unreact", "unreact", "complete", "part", "undo", "skip"),
            *("already_up", "put_off", "busy", "done", "log", "log", "snooze"),
        )
    ),
    who=st.sampled_from((MEMBER, MEMBER, MEMBER, OTHER_MEMBER, STRANGER)),
    which=st.integers(0, 3),
    after=st.integers(0, 700),
    emoji=st.sampled_from((*EMOJI, "x", "no_entry_sign", "zzz", "eyes")),
)


@dataclass(frozen=True)
class Outcome:
    """What answers came to, and what is on record afterwards."""

    results: Sequence[object]
    members: Sequence[Member]
    nudges: Sequence[Nudge]
    done: Sequence[Mapping[Kind, Source]]
    days: Sequence[Mapping[date, Tally]]


@given(batch=st.lists(answers, min_size=2, max_size=12))
@search
def test_a_batch_is_as_good_as_one_by_one(supply: Supply, batch: list[Answer]) -> None:
    """Whatever is said together, each hears and finds what it would have alone."""
    together = asyncio.run(_outcome(supply, batch, _at_once))

    assert together == asyncio.run(_outcome(supply, batch, _one_by_one))


async def _at_once(said: Sequence[Callable[[], Awaitable[object]]]) -> list[object]:
    return await asyncio.gather(*(one() for one in said), return_exceptions=True)


async def _one_by_one(said: Sequence[Callable[[], Awaitable[object]]]) -> list[object]:
    return [
        result for one in said for result in await asyncio.gather(one(), return_exceptions=True)
    ]


async def _outcome(
    supply: Supply,
    batch: Sequence[Answer],
    take: Callable[[Sequence[Callable[[], Awaitable[object]]]], Awaitable[list[object]]],
) -> Outcome:
    async with opened(supply.fresh()) as database:
        world = World(database)
        await world.services.workspaces.admit(WORKSPACE)
        nudges = [nudge for member in PEOPLE for nudge in await _nudged(world, member)]
        services = world.services
        results = await take([_saying(services, nudges, answer) for answer in batch])
        return Outcome(
            results=[repr(one) if isinstance(one, Exception) else one for one in results],
            members=[await world.member(member) for member in PEOPLE],
            nudges=[await world.nudge(one.due_at, one.member) for one in nudges],
            done=[await world.done(one) for one in nudges],
            days=[await world.days(member) for member in PEOPLE],
        )


async def _nudged(world: World, member: MemberId) -> list[Nudge]:
    """Let somebody join and be nudged twice; nobody knows whether the second nudge came."""
    await world.join(member, plan=BOTH)
    first = await world.nudged(member)
    world.messenger.will_for(member, Unknown())
    second = await world.nudged(member)
    world.messenger.will_for(member, None)
    return [first, second]


def _saying(
    services: Services, nudges: Sequence[Nudge], answer: Answer
) -> Callable[[], Awaitable[object]]:
    """Return what says it; a stranger says it to somebody else's nudge."""
    own = [nudge for nudge in nudges if nudge.member == answer.who] or list(nudges)
    nudge = own[answer.which % 2] if answer.which < 3 else nudges[answer.after % len(nudges)]
    at = nudge.due_at + timedelta(seconds=answer.after)
    said, key = services.completions, (WORKSPACE, answer.who, nudge.due_at)

    def react(*, on: bool) -> Awaitable[object]:
        return services.reactions.reacted(
            WORKSPACE, answer.who, _message(nudge), answer.emoji, at=at, on=on
        )

    ways: Mapping[str, Callable[[], Awaitable[object]]] = {
        "react": lambda: react(on=True),
        "unreact": lambda: react(on=False),
        "complete": lambda: said.complete(*key, at=at),
        "part": lambda: said.complete(*key, at=at, kinds=(Kind.SQUEEZE,)),
        "undo": lambda: said.undo(*key, at=at),
        "skip": lambda: said.skip(*key, at=at),
        "already_up": lambda: said.already_up(*key, at=at),
        "put_off": lambda: said.put_off(*key, at=at),
        "busy": lambda: said.busy(*key, at=at),
        "done": lambda: said.done(WORKSPACE, answer.who, None, at=at),
        "log": lambda: said.done(WORKSPACE, answer.who, (Kind.STAND,), at=at),
        "snooze": lambda: services.membership.snooze(WORKSPACE, answer.who, TEN),
    }
    return ways[answer.what]


def _message(nudge: Nudge) -> MessageRef:
    """Return a nudge's message; one of unknown fate came right when it was due."""
    return nudge.message or a_message(ts=f"{nudge.due_at.timestamp():.6f}")
