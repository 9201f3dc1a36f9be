"""Taking reactions: which emoji stand on a nudge decides what of it is done."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.completion import (
    DEFAULT_EMOJI,
    EARLY,
    EmojiSet,
    Ignored,
    Meaning,
    Source,
    canonical,
    kinds_completed,
    may_be,
    refusal,
)
from bot.domain.ids import MemberId, MessageRef, WorkspaceId
from bot.domain.nudge import LONGEST_WINDOW, Answer, Nudge
from bot.services import answers
from bot.services.answers import Said
from bot.services.ports import Clock
from bot.services.views import Change
from bot.storage import members, nudges, reactions
from bot.storage.database import Database

_ANSWER = {Meaning.SKIP: Answer.SKIPPED, Meaning.SNOOZE: Answer.SNOOZED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reactions:
    """Takes emoji, each of which counts once whatever is replayed, in whatever order."""

    database: Database
    clock: Clock
    emoji: EmojiSet = DEFAULT_EMOJI

    async def reacted(
        self,
        workspace: WorkspaceId,
        member: MemberId,
        message: MessageRef,
        emoji: str,
        *,
        at: datetime,
        on: bool,
    ) -> Change | Ignored:
        """Take an emoji put on a message of ours, or taken off it, at an instant."""
        meaning = self.emoji.meaning(canonical(emoji))
        if meaning is None:
            return Ignored.NOT_AN_ANSWER
        async with self.database.write() as connection:
            found = await members.find(connection, workspace, member, lock=True)
            nudge = await _nudge_of(connection, workspace, member, message)
            if found is None or nudge is None:
                return Ignored.NOT_A_NUDGE
            reason = refusal(nudge, by=member, at=at, zone=found.zone)
            if reason is not None:
                return reason
            if not await reactions.note(connection, nudge, emoji, is_on=on, said_at=at):
                return Ignored.OLD_NEWS
            said = await answers.hear(
                connection, nudge, found, at=at, now=self.clock.now(), source=Source.REACTION
            )
            return await self._weigh(connection, said, meaning, on=on)

    async def _weigh(
        self, connection: AsyncConnection, said: Said, meaning: Meaning, *, on: bool
    ) -> Change:
        """Act on the emoji that stand on the nudge now, of which one has just changed."""
        standing = await reactions.list_standing(connection, said.nudge)
        if meaning is Meaning.COMPLETE:
            return await self._count_reactions(connection, said, standing, on=on)
        if not on:
            still = any(self.emoji.meaning(canonical(emoji)) is meaning for emoji in standing)
            if still or said.nudge.answer is not _ANSWER[meaning]:
                return await answers.unchanged(connection, said)
            return await answers.take_back(connection, said)
        if any(since > said.at for since in standing.values()):
            return await answers.unchanged(connection, said)  # they have said more since
        if meaning is Meaning.SNOOZE:
            return await answers.put_off(connection, said, answers.SNOOZE_BY)
        return await answers.changed(connection, said, Answer.SKIPPED, ())

    async def _count_reactions(
        self, connection: AsyncConnection, said: Said, standing: Collection[str], *, on: bool
    ) -> Change:
        """Make the completions agree with the emoji that stand on the nudge now."""
        nudge = said.nudge
        stands = {
            kind
            for emoji in standing
            if self.emoji.meaning(canonical(emoji)) is Meaning.COMPLETE
            for kind in kinds_completed(nudge, canonical(emoji), self.emoji)
        }
        if on:
            wanted = tuple(kind for kind in nudge.kinds if kind in stands)
            return await answers.complete(connection, said, wanted)
        gone = tuple(
            kind
            for kind in nudge.kinds
            if said.done.get(kind) is Source.REACTION and kind not in stands
        )
        await answers.withdraw(connection, said, gone)
        if gone and len(gone) == len(said.done) and nudge.answer is Answer.DONE:
            return await answers.changed(connection, said, None, gone, undone=True)
        return await answers.unchanged(connection, said, gone, undone=bool(gone))


async def _nudge_of(
    connection: AsyncConnection, workspace: WorkspaceId, member: MemberId, message: MessageRef
) -> Nudge | None:
    """Return the nudge that a message is: by its record, or where that is missing by its time."""
    nudge = await nudges.find_by_message(connection, workspace, message)
    if nudge is not None or message.at is None:
        return nudge
    lately = await nudges.list_between(
        connection,
        workspace,
        member,
        start=message.at - LONGEST_WINDOW - EARLY,
        end=message.at + EARLY,
    )
    unplaced = [nudge for nudge in lately if may_be(nudge, message)]
    if not unplaced:
        return None
    await nudges.place(connection, unplaced[-1], message)
    return replace(unplaced[-1], message=message)
