"""Leaving, erasing and coming back: what goes, what stays, and the card that is left behind."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain import planning as rules
from bot.domain.cadence import Slot
from bot.domain.completion import is_over
from bot.domain.ids import MemberId, WorkspaceId
from bot.domain.member import Member
from bot.services.cards import find_newest_card
from bot.services.consent import opted_in
from bot.services.errors import NotOptedInError
from bot.services.ports import NudgeCard
from bot.storage import board_posts, boards, members, own_exercises, presences


async def leave(
    connection: AsyncConnection, workspace: WorkspaceId, member: MemberId
) -> NudgeCard | None:
    """Opt a member out, and return the card that they had open, as it is to be drawn now.

    Raises:
        NotOptedInError: the person is not opted in.
    """
    found = opted_in(await members.find(connection, workspace, member, lock=True))
    gone = rules.leave(found)
    await members.save(connection, gone)
    await connection.run_sync(presences.forget, workspace, member)
    return await find_newest_card(connection, gone)


async def erase(
    connection: AsyncConnection, workspace: WorkspaceId, member: MemberId
) -> NudgeCard | None:
    """Remove everything that names a person, boards they set up too; return what `leave` does.

    Exercises that they added stay, for they are the workspace's; who added them is forgotten.

    Raises:
        NotOptedInError: nothing names them.
    """
    found = await members.find(connection, workspace, member, lock=True)
    card = None
    if found is not None and found.is_opted_in:
        card = await find_newest_card(connection, rules.leave(found))
    erased = (
        await members.remove(connection, workspace, member),
        await boards.remove_set_by(connection, workspace, member),
        await board_posts.remove_set_by(connection, workspace, member),
        await own_exercises.forget_author(connection, workspace, member),
    )
    if not any(erased):
        raise NotOptedInError
    return card


async def come_back(
    connection: AsyncConnection, workspace: WorkspaceId, member: MemberId, *, now: datetime
) -> tuple[Member, NudgeCard | None]:
    """Opt somebody in again as they were, and return them with the card that was closed.

    Raises:
        NotOptedInError: they never joined, or nothing of it is kept.
    """
    found = await members.find(connection, workspace, member, lock=True)
    if found is None:
        raise NotOptedInError
    if found.is_opted_in:
        return found, None
    card = await find_newest_card(connection, found)
    back = rules.come_back(found, now=now, snoozed=None if card is None else _snoozed(card))
    await members.save(connection, back)
    if card is None:
        return back, None
    return back, replace(card, member=back, is_over=is_over(card.nudge, at=now, zone=back.zone))


def _snoozed(card: NudgeCard) -> Slot | None:
    """Return when a card says that it comes again, and what of it."""
    until = card.nudge.snoozed_until
    left = tuple(kind for kind in card.nudge.kinds if kind not in card.completed)
    return None if until is None else Slot(at=until, kinds=left)
