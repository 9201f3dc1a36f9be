"""A nudge's card as it stands on record, for whoever redraws it unasked or looks it up."""

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.member import Member
from bot.domain.nudge import Nudge
from bot.services.ports import NudgeCard
from bot.storage import completions, nudges, own_exercises


async def card_of(connection: AsyncConnection, member: Member, nudge: Nudge) -> NudgeCard:
    """Return the card of a member's nudge."""
    done = await completions.list_of(connection, nudge)
    own = await connection.run_sync(own_exercises.list_of, member.workspace)
    return NudgeCard(
        nudge=nudge,
        member=member,
        completed=tuple(done),
        own=tuple(each for each in own if each.key in nudge.exercises),
    )


async def find_newest_card(connection: AsyncConnection, member: Member) -> NudgeCard | None:
    """Return the newest card that a member has before them, if anything is left to do on it."""
    newest = await nudges.find_newest(connection, member.workspace, member.id)
    card = None if newest is None else await card_of(connection, member, newest)
    return card if card is not None and len(card.completed) < len(card.nudge.kinds) else None
