"""What an answer that counts does to a nudge, its member and the totals, within a transaction."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain import planning as rules
from bot.domain.completion import EARLY, Source, refusal
from bot.domain.exercise import Kind
from bot.domain.member import Member
from bot.domain.nudge import Answer, Delivery, Nudge
from bot.domain.score import Tally
from bot.domain.zone import local_date
from bot.services.ports import NudgeCard
from bot.services.views import Change
from bot.storage import completions, members, nudges, totals

SNOOZE_BY = timedelta(minutes=10)

OPEN_FOR = timedelta(hours=1)
"""How far back a nudge with something left to do is still the one that a command is about."""

_CLOSED = frozenset({Answer.SKIPPED, Answer.BUSY})


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """An answer that counts: by whom, to what, when, and how it was said.

    Attributes:
        done: which kinds of the nudge were completed when it was said, and how.
        counted: what the nudge counted for in scores until then.
    """

    nudge: Nudge
    member: Member
    at: datetime
    now: datetime
    source: Source
    done: Mapping[Kind, Source]
    counted: Tally


async def hear(
    connection: AsyncConnection,
    nudge: Nudge,
    member: Member,
    *,
    at: datetime,
    now: datetime,
    source: Source,
) -> Said:
    """Take in an answer beside what was said to the nudge before."""
    done = await completions.list_of(connection, nudge)
    return Said(
        nudge=nudge,
        member=member,
        at=at,
        now=now,
        source=source,
        done=done,
        counted=_counted(nudge, done),
    )


async def complete(
    connection: AsyncConnection,
    said: Said,
    kinds: tuple[Kind, ...],
    answer: Answer = Answer.DONE,
) -> Change:
    """Complete kinds of a nudge, each once, and restart the member's clock.

    What an emoji had completed and is now said by button or command no longer hangs on the emoji.
    """
    nudge = said.nudge
    new = tuple(kind for kind in kinds if kind not in said.done)
    await completions.add(connection, nudge, new, at=said.at, source=said.source)
    if said.source is not Source.REACTION:
        firmer = [kind for kind in kinds if said.done.get(kind) is Source.REACTION]
        await completions.set_source(connection, nudge, firmer, said.source)
    did = (*new, Kind.STAND) if answer is Answer.ALREADY_UP else new
    if did:
        member = rules.was_active(said.member, did, at=said.at, now=said.now)
        await members.save(connection, member)
        said = replace(said, member=member)
    return await changed(connection, said, answer, new)


async def withdraw(connection: AsyncConnection, said: Said, kinds: Collection[Kind]) -> None:
    """Take completions of a nudge back."""
    await completions.withdraw(connection, said.nudge, kinds)


async def put_off(connection: AsyncConnection, said: Said, by: timedelta) -> Change:
    """Put what is left of a nudge off for a while; where all is done, nothing changes."""
    left = tuple(kind for kind in said.nudge.kinds if kind not in said.done)
    if not left:
        return await unchanged(connection, said)
    member = rules.snooze(said.member, left, by=by, now=said.now)
    await members.save(connection, member)
    return await changed(
        connection,
        replace(said, member=member),
        Answer.SNOOZED,
        left,
        snoozed_until=None if member.snoozed is None else member.snoozed.at,
    )


async def busy(connection: AsyncConnection, said: Said, *, until: datetime) -> Change:
    """Put a nudge away for a meeting, and be silent until it is over; no pause gets shorter."""
    paused_until = said.member.paused_until
    longest = until if paused_until is None else max(until, paused_until)
    member = rules.pause(said.member, until=longest, now=said.now)
    await members.save(connection, member)
    return await changed(connection, replace(said, member=member), Answer.BUSY, ())


async def take_back(connection: AsyncConnection, said: Said) -> Change:
    """Take back whatever was said to a nudge, a snooze of it included."""
    snoozed = said.member.snoozed
    if snoozed is not None and snoozed.at == said.nudge.snoozed_until:
        said = replace(said, member=rules.passed(said.member, now=said.now))
        await members.save(connection, said.member)
    return await changed(connection, said, None, (), undone=True)


async def unchanged(
    connection: AsyncConnection, said: Said, kinds: tuple[Kind, ...] = (), *, undone: bool = False
) -> Change:
    """Leave the answer as it is, and return the nudge's card."""
    nudge = said.nudge
    return await changed(
        connection, said, nudge.answer, kinds, undone=undone, snoozed_until=nudge.snoozed_until
    )


async def changed(
    connection: AsyncConnection,
    said: Said,
    answer: Answer | None,
    kinds: tuple[Kind, ...],
    *,
    undone: bool = False,
    snoozed_until: datetime | None = None,
) -> Change:
    """Write the answer, keep the totals in step, and return the nudge's card as it now is."""
    reached = await _reached(connection, said.nudge)
    nudge = replace(reached, answer=answer, snoozed_until=snoozed_until)
    await nudges.set_answer(connection, nudge, answer, snoozed_until=snoozed_until)
    completed = await completions.list_of(connection, nudge)
    tally = _counted(nudge, completed) - said.counted
    if tally != Tally():
        day = local_date(nudge.due_at, said.member.zone)
        await totals.add(connection, nudge.workspace, {(nudge.member, day): tally})
    card = NudgeCard(
        nudge=nudge,
        member=said.member,
        completed=tuple(kind for kind in nudge.kinds if kind in completed),
    )
    return Change(card=card, kinds=kinds, undone=undone)


async def _reached(connection: AsyncConnection, nudge: Nudge) -> Nudge:
    """Take an answer as proof that a nudge came, whatever was heard of its sending so far."""
    if nudge.delivery not in {Delivery.SENDING, Delivery.UNKNOWN}:
        return nudge
    await nudges.mark_reached(connection, nudge)
    return replace(nudge, delivery=Delivery.SENT)


def _counted(nudge: Nudge, done: Collection[Kind]) -> Tally:
    if not nudge.counts:
        return Tally()
    return Tally(asked=len(nudge.asked_for(done)), completed=len(done))


async def find_open(
    connection: AsyncConnection, member: Member, *, at: datetime
) -> tuple[Nudge, tuple[Kind, ...]] | None:
    """Return the newest nudge that a command can be about, with what is left of it to do."""
    since, until = at - OPEN_FOR, at + EARLY
    sent = await nudges.list_between(
        connection, member.workspace, member.id, start=since, end=until
    )
    done = {
        (slot_at, kind)
        for slot_at, kind, asked in await completions.list_between(
            connection, member.workspace, member.id, start=since, end=until
        )
        if asked
    }
    for nudge in reversed(sent):
        left = tuple(kind for kind in nudge.kinds if (nudge.due_at, kind) not in done)
        if not left or nudge.delivery is not Delivery.SENT or nudge.answer in _CLOSED:
            continue
        if refusal(nudge, by=member.id, at=at, zone=member.zone) is None:
            return nudge, left
    return None
