"""Taking reactions: which emoji stand on a nudge decides what of it is done."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.completion import (
    DEFAULT_EMOJI,
    EmojiSet,
    Ignored,
    Meaning,
    Source,
    canonical,
    kinds_completed,
    refusal,
)
from bot.domain.ids import MemberId, MessageRef, WorkspaceId
from bot.domain.nudge import Answer
from bot.services import answers
from bot.services.answers import Said
from bot.services.ports import Clock
from bot.services.views import Change
from bot.storage import members, nudges, reactions
from bot.storage.database import Database
from bot.storage.reactions import EarlyReaction

EARLY_KEPT = timedelta(hours=1)

_DIRECT = "D"
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
        said = EarlyReaction(member=member, message=message, emoji=emoji, is_on=on, said_at=at)
        async with self.database.write() as connection:
            return await self._react(connection, workspace, said)

    async def settle_early(self, workspace: WorkspaceId) -> list[Change]:
        """Take the reactions that came before the record of their message."""
        async with self.database.write() as connection:
            early = await reactions.take_early(connection, workspace)
            await members.find_many(connection, workspace, {one.member for one in early}, lock=True)
            answers = [await self._react(connection, workspace, one) for one in early]
            await reactions.forget_early_before(connection, workspace, self._too_old())
        return [answer for answer in answers if isinstance(answer, Change)]

    async def list_workspaces_with_early(self) -> list[WorkspaceId]:
        """Return the workspaces in which reactions that came early can be settled by now."""
        async with self.database.read() as connection:
            return await reactions.list_workspaces_with_early(connection, before=self._too_old())

    def _too_old(self) -> datetime:
        return self.clock.now() - EARLY_KEPT

    async def _react(
        self, connection: AsyncConnection, workspace: WorkspaceId, reacted: EarlyReaction
    ) -> Change | Ignored:
        meaning = self.emoji.meaning(canonical(reacted.emoji))
        if meaning is None:
            return Ignored.NOT_AN_ANSWER
        member = await members.find(connection, workspace, reacted.member, lock=True)
        nudge = await nudges.find_by_message(connection, workspace, reacted.message)
        if member is None or nudge is None:
            if member is not None and reacted.message.channel.startswith(_DIRECT):
                await reactions.keep_early(connection, workspace, reacted)
            return Ignored.NOT_A_NUDGE
        reason = refusal(nudge, by=member.id, at=reacted.said_at, zone=member.zone)
        if reason is not None:
            return reason
        if not await reactions.note(
            connection, nudge, reacted.emoji, is_on=reacted.is_on, said_at=reacted.said_at
        ):
            return Ignored.OLD_NEWS
        said = await answers.hear(
            connection,
            nudge,
            member,
            at=reacted.said_at,
            now=self.clock.now(),
            source=Source.REACTION,
        )
        return await self._weigh(connection, said, meaning, on=reacted.is_on)

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
