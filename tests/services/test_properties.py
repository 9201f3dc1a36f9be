"""What holds for any sequence of events: order and replays do not matter, and the counts agree."""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.completion import Source
from bot.domain.exercise import Kind
from bot.domain.member import OptIn
from bot.domain.nudge import Answer, Delivery, Nudge
from bot.domain.score import Tally
from bot.domain.zone import local_date
from bot.services.ports import NotSent, Outcome, Unknown, Unreachable
from bot.storage import completions, nudges
from tests.builders import MEMBER, MONDAY_MORNING, WORKSPACE
from tests.databases import Supply, opened
from tests.services.world import BOTH, World

EMOJI = ("white_check_mark", "muscle", "peach", "standing_person", "+1::skin-tone-3")

search = settings(
    max_examples=20,
    deadline=None,  # a shared machine is slow at times
    suppress_health_check=[HealthCheck.too_slow],  # same
)


@dataclass(frozen=True)
class Event:
    """An emoji put on, or taken off, so many seconds after the nudge."""

    after: int
    emoji: str
    on: bool


@st.composite
def histories(draw: st.DrawFn) -> tuple[list[Event], list[Event]]:
    """Draw what happened, in order of time, and how Slack tells of it: shuffled, with replays."""
    times = draw(st.lists(st.integers(0, 600), unique=True, min_size=1, max_size=8))
    happened = [
        Event(after=after, emoji=draw(st.sampled_from(EMOJI)), on=draw(st.booleans()))
        for after in sorted(times)
    ]
    replays = draw(st.lists(st.sampled_from(happened), max_size=4))
    return happened, draw(st.permutations([*happened, *replays]))


@given(history=histories())
@search
def test_order_and_replays_of_emoji_do_not_matter(
    supply: Supply, history: tuple[list[Event], list[Event]]
) -> None:
    """However Slack tells of it, what stands is done, and counted once."""
    happened, told = history

    assert asyncio.run(_told(supply, told)) == asyncio.run(_told(supply, happened))


async def _told(supply: Supply, events: list[Event]) -> tuple[dict[Kind, Source], Tally]:
    async with opened(supply.fresh()) as database:
        world = World(database)
        await world.services.workspaces.admit(WORKSPACE)
        await world.join(plan=BOTH)
        nudge = await world.nudged()
        for event in events:
            await _react(world, nudge, event)
        return await world.done(nudge), await world.tally()


async def _react(world: World, nudge: Nudge, event: Event) -> None:
    assert nudge.message is not None
    await world.services.reactions.reacted(
        WORKSPACE,
        MEMBER,
        nudge.message,
        event.emoji,
        at=nudge.due_at + timedelta(seconds=event.after),
        on=event.on,
    )


OUTCOMES: tuple[Outcome | None, ...] = (
    None,
    None,
    Unknown(),
    NotSent(retry_after=timedelta(minutes=3)),
    NotSent(retry_after=timedelta(hours=1)),
    Unreachable(reason="user_disabled"),
)


@dataclass(frozen=True)
class Step:
    """Something that happens: what, to which of the newest nudges, and how it is said."""

    what: str
    which: int
    emoji: str
    outcome: Outcome | None
    minutes: int


steps = st.builds(
    Step,
    what=st.sampled_from(
        (
            *("nudge", "nudge", "nudge", "complete", "undo", "react", "unreact", "part"),
            *("skip", "already_up", "put_off", "busy", "done", "log", "practise", "pass", "lost"),
            *("leave", "pause", "resume"),
        )
    ),
    which=st.integers(0, 3),
    emoji=st.sampled_from((*EMOJI, "x", "zzz")),
    outcome=st.sampled_from(OUTCOMES),
    minutes=st.sampled_from((1, 5, 11, 60, 600)),
)


@given(story=st.lists(steps, min_size=3, max_size=25))
@search
def test_totals_always_equal_a_recount(supply: Supply, story: list[Step]) -> None:
    """Whatever happens, a day's counts are what its nudges and completions say."""
    asyncio.run(_played(supply, story))


async def _played(supply: Supply, story: list[Step]) -> None:
    async with opened(supply.fresh()) as database:
        world = World(database)
        await world.services.workspaces.admit(WORKSPACE)
        await world.join(plan=BOTH)
        for step in story:
            await _ACTS.get(step.what, _answer)(world, step)
            assert await _counted(world) == await _recounted(world), step


async def _nudge(world: World, step: Step) -> None:
    if (await world.member()).opt_in is not OptIn.LEFT:
        world.messenger.will_for(MEMBER, step.outcome)
        await world.nudged()
        world.messenger.will_for(MEMBER, None)


async def _answer(world: World, step: Step) -> None:
    said = world.services.completions
    act: Mapping[str, Callable[..., Awaitable[object]]] = {
        "complete": said.complete,
        "undo": said.undo,
        "skip": said.skip,
        "already_up": said.already_up,
        "put_off": said.put_off,
        "busy": said.busy,
    }
    nudge = await _newest(world, step.which)
    if nudge is None:
        return
    now = world.clock.now()
    if step.what == "part":
        await said.complete(WORKSPACE, MEMBER, nudge.due_at, at=now, kinds=(Kind.SQUEEZE,))
    elif step.what in act:
        await act[step.what](WORKSPACE, MEMBER, nudge.due_at, at=now)
    elif nudge.message is not None:
        after = int((now - nudge.due_at).total_seconds())
        await _react(world, nudge, Event(after=after, emoji=step.emoji, on=step.what == "react"))


async def _say_done(world: World, step: Step) -> None:
    if (await world.member()).opt_in is not OptIn.LEFT:
        kinds = None if step.what == "done" else (Kind.STAND,)
        await world.services.completions.done(WORKSPACE, MEMBER, kinds, at=world.clock.now())


async def _practise(world: World, _step: Step) -> None:
    if (await world.member()).opt_in is not OptIn.LEFT:
        world.clock.advance(timedelta(seconds=1))
        await world.services.nudging.practise(WORKSPACE, MEMBER)


async def _pass(world: World, step: Step) -> None:
    world.clock.advance(timedelta(minutes=step.minutes))
    await world.services.nudging.deliver_due(WORKSPACE)


async def _lose(world: World, _step: Step) -> None:
    await world.services.nudging.give_up_lost()


async def _leave_and_return(world: World, _step: Step) -> None:
    if (await world.member()).opt_in is not OptIn.LEFT:
        await world.services.membership.leave(WORKSPACE, MEMBER, erase=False)
    await world.join(plan=BOTH)


async def _pause(world: World, _step: Step) -> None:
    await world.services.membership.pause(WORKSPACE, MEMBER, "2h")


async def _resume(world: World, _step: Step) -> None:
    await world.services.membership.resume(WORKSPACE, MEMBER)


_ACTS: Mapping[str, Callable[[World, Step], Awaitable[None]]] = {
    "nudge": _nudge,
    "done": _say_done,
    "log": _say_done,
    "practise": _practise,
    "pass": _pass,
    "lost": _lose,
    "leave": _leave_and_return,
    "pause": _pause,
    "resume": _resume,
}


async def _newest(world: World, which: int) -> Nudge | None:
    found = await _all_nudges(world)
    return found[-1 - which] if which < len(found) else None


async def _all_nudges(world: World) -> list[Nudge]:
    async with world.database.read() as connection:
        return await nudges.list_between(
            connection,
            WORKSPACE,
            MEMBER,
            start=MONDAY_MORNING,
            end=MONDAY_MORNING + timedelta(days=365),
        )


async def _counted(world: World) -> dict[date, Tally]:
    return {day: tally for day, tally in (await world.days()).items() if tally != Tally()}


async def _recounted(world: World) -> dict[date, Tally]:
    zone = (await world.member()).zone
    days: defaultdict[date, Tally] = defaultdict(Tally)
    done: defaultdict[datetime, set[Kind]] = defaultdict(set)
    for slot_at, kind, asked in await _all_completions(world):
        if asked:
            done[slot_at].add(kind)
        else:
            days[local_date(slot_at, zone)] += Tally(logged=1)
    for nudge in await _all_nudges(world):
        if nudge.delivery is Delivery.SENT and not nudge.practice:
            completed = done[nudge.due_at]
            assert completed <= set(nudge.kinds)
            excused = nudge.answer in {Answer.SNOOZED, Answer.BUSY}
            asked_for = len(completed) if excused else len(nudge.kinds)
            counts = Tally(asked=asked_for, completed=len(completed))
            days[local_date(nudge.due_at, zone)] += counts
    return {day: tally for day, tally in days.items() if tally != Tally()}


async def _all_completions(world: World) -> list[tuple[datetime, Kind, bool]]:
    async with world.database.read() as connection:
        return await completions.list_between(
            connection,
            WORKSPACE,
            MEMBER,
            start=MONDAY_MORNING,
            end=MONDAY_MORNING + timedelta(days=365),
        )
