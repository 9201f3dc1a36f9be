"""What an answer that counts does to a nudge, its member and the totals, within a transaction."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain import member as rules
from bot.domain.completion import Source
from bot.domain.exercise import Kind
from bot.domain.member import Member
from bot.domain.nudge import Answer, Delivery, Nudge
from bot.domain.score import Tally
from bot.domain.zone import local_date
from bot.services.ports import NudgeCard
from bot.services.views import Change
from bot.storage import completions, members, nudges, totals

SNOOZE_BY = timedelta(minutes=10)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """An answer that counts: by whom, to what, when, and how it was said."""

    nudge: Nudge
    member: Member
    at: datetime
    now: datetime
    source: Source


async def complete(
    connection: AsyncConnection,
    said: Said,
    kinds: tuple[Kind, ...],
    answer: Answer = Answer.DONE,
) -> Change:
    """Complete kinds of a nudge, each once, and restart the member's clock."""
    nudge = said.nudge
    done = await completions.list_of(connection, nudge)
    new = tuple(kind for kind in kinds if kind not in done)
    await completions.add(connection, nudge, new, at=said.at, source=said.source)
    await _count(connection, said, Tally(completed=len(new)))
    did = (*new, Kind.STAND) if answer is Answer.ALREADY_UP else new
    if did:
        member = rules.was_active(said.member, did, at=said.at, now=said.now)
        await members.save(connection, member)
        said = replace(said, member=member)
    return await changed(connection, said, answer, new)


async def withdraw(connection: AsyncConnection, said: Said, kinds: Collection[Kind]) -> None:
    """Take completions of a nudge back."""
    await completions.withdraw(connection, said.nudge, kinds)
    await _count(connection, said, Tally(completed=-len(kinds)))


async def _count(connection: AsyncConnection, said: Said, tally: Tally) -> None:
    """Keep the day's totals in step; a practice nudge counts in none.

    A nudge that was thought lost has reached its member after all once it is answered.
    """
    if said.nudge.practice:
        return
    if said.nudge.delivery is Delivery.UNKNOWN:
        await nudges.mark_reached(connection, said.nudge)
        tally += Tally(asked=len(said.nudge.kinds))
    if tally != Tally():
        day = local_date(said.nudge.due_at, said.member.zone)
        await totals.add(connection, said.nudge.workspace, {(said.member.id, day): tally})


async def put_off(connection: AsyncConnection, said: Said, by: timedelta) -> Change:
    """Put a nudge off for a while."""
    member = rules.snooze(said.member, said.nudge.kinds, by=by, now=said.now)
    await members.save(connection, member)
    return await changed(
        connection,
        replace(said, member=member),
        Answer.SNOOZED,
        said.nudge.kinds,
        snoozed_until=said.now + by,
    )


async def take_back(connection: AsyncConnection, said: Said) -> Change:
    """Take back a skip or a snooze."""
    member = rules.passed(said.member, now=said.now)
    await members.save(connection, member)
    return await changed(connection, replace(said, member=member), None, (), undone=True)


async def changed(
    connection: AsyncConnection,
    said: Said,
    answer: Answer | None,
    kinds: tuple[Kind, ...],
    *,
    undone: bool = False,
    snoozed_until: datetime | None = None,
) -> Change:
    """Write the answer, and return the nudge's card as it now is."""
    await nudges.set_answer(connection, said.nudge, answer, snoozed_until=snoozed_until)
    completed = await completions.list_of(connection, said.nudge)
    nudge = replace(said.nudge, answer=answer, snoozed_until=snoozed_until)
    card = NudgeCard(
        nudge=nudge,
        member=said.member,
        completed=tuple(kind for kind in nudge.kinds if kind in completed),
    )
    return Change(card=card, kinds=kinds, undone=undone)
