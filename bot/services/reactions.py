"""Taking reactions: which emoji stand on a nudge decides what of it is done."""

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
from bot.storage import completions, members, nudges, reactions
from bot.storage.database import Database
from bot.storage.reactions import EarlyReaction

EARLY_KEPT = timedelta(hours=1)

_DIRECT = "D"


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
            await reactions.forget_early_before(connection, self.clock.now() - EARLY_KEPT)
            early = await reactions.take_early(connection, workspace)
            answers = [await self._react(connection, workspace, one) for one in early]
        return [answer for answer in answers if isinstance(answer, Change)]

    async def list_workspaces_with_early(self) -> list[WorkspaceId]:
        """Return the workspaces in which reactions wait for their message's record."""
        async with self.database.read() as connection:
            return await reactions.list_workspaces_with_early(connection)

    async def _react(
        self, connection: AsyncConnection, workspace: WorkspaceId, said: EarlyReaction
    ) -> Change | Ignored:
        meaning = self.emoji.meaning(canonical(said.emoji))
        if meaning is None:
            return Ignored.NOT_AN_ANSWER
        nudge = await nudges.find_by_message(connection, workspace, said.message)
        if nudge is None and said.message.channel.startswith(_DIRECT):
            await reactions.keep_early(connection, workspace, said)
        addressee = None
        if nudge is not None:
            addressee = await members.find(connection, workspace, nudge.member, lock=True)
        if nudge is None or addressee is None:
            return Ignored.NOT_A_NUDGE
        reason = refusal(nudge, by=said.member, at=said.said_at, zone=addressee.zone)
        if reason is not None:
            return reason
        if not await reactions.note(
            connection, nudge, said.emoji, is_on=said.is_on, said_at=said.said_at
        ):
            return Ignored.OLD_NEWS
        answer = Said(
            nudge=nudge,
            member=addressee,
            at=said.said_at,
            now=self.clock.now(),
            source=Source.REACTION,
        )
        return await self._weigh(connection, answer, meaning, on=said.is_on)

    async def _weigh(
        self, connection: AsyncConnection, said: Said, meaning: Meaning, *, on: bool
    ) -> Change:
        if meaning is Meaning.COMPLETE:
            return await self._count_reactions(connection, said)
        if not on:
            return await answers.take_back(connection, said)
        if meaning is Meaning.SNOOZE:
            return await answers.put_off(connection, said, answers.SNOOZE_BY)
        return await answers.changed(connection, said, Answer.SKIPPED, ())

    async def _count_reactions(self, connection: AsyncConnection, said: Said) -> Change:
        """Make the completions agree with the emoji that stand on the nudge now."""
        standing = {
            kind
            for emoji in await reactions.list_standing(connection, said.nudge)
            if self.emoji.meaning(canonical(emoji)) is Meaning.COMPLETE
            for kind in kinds_completed(said.nudge, canonical(emoji), self.emoji)
        }
        done = await completions.list_of(connection, said.nudge)
        gone = [
            kind
            for kind, source in done.items()
            if source is Source.REACTION and kind not in standing
        ]
        if gone:
            await answers.withdraw(connection, said, gone)
            left = [kind for kind in done if kind not in gone]
            answer = Answer.DONE if left else None
            return await answers.changed(connection, said, answer, tuple(gone), undone=True)
        return await answers.complete(
            connection, said, tuple(kind for kind in said.nudge.kinds if kind in standing)
        )
