"""A messenger for tests: it keeps what it is given and answers as it was told to."""

from collections import deque
from collections.abc import Awaitable, Callable

from bot.domain.ids import ChannelId, MemberId, MessageRef, MessageTs, WorkspaceId
from bot.services.ports import BoardPosting, Delivered, Notice, NudgeCard, Outcome

Sending = Callable[[NudgeCard], Awaitable[Outcome]]
Posting = Callable[[BoardPosting], Awaitable[Outcome]]
Answer = Outcome | Exception


class RecordingMessenger:
    """Keeps what goes out; everything is delivered unless a test says otherwise.

    Attributes:
        sent: the nudges in the order in which they were handed over, whatever came of them.
        on_send: does what a test wants instead of answering for a nudge.
        on_post: the same for a leaderboard.
    """

    def __init__(self) -> None:
        self.sent: list[NudgeCard] = []
        self.refreshed: list[NudgeCard] = []
        self.posted: list[BoardPosting] = []
        self.told: list[tuple[WorkspaceId, MemberId, Notice]] = []
        self.on_send: Sending | None = None
        self.on_post: Posting | None = None
        self._next: deque[Answer] = deque()
        self._of_member: dict[MemberId, Answer | None] = {}
        self._messages = 0

    def will(self, *answers: Answer) -> None:
        """Answer the next messages like this, in order, or raise."""
        self._next.extend(answers)

    def will_for(self, member: MemberId, answer: Answer | None) -> None:
        """Answer every nudge to a member like this, or raise; None is to deliver again."""
        self._of_member[member] = answer

    async def send_nudge(self, card: NudgeCard) -> Outcome:
        """Take a nudge."""
        self.sent.append(card)
        if self.on_send is not None:
            return await self.on_send(card)
        direct = ChannelId(f"D{card.nudge.member[1:]}")
        return self._answer(direct, self._of_member.get(card.nudge.member))

    def refresh_nudge(self, card: NudgeCard) -> None:
        """Take a redrawn nudge."""
        self.refreshed.append(card)

    async def post_leaderboard(self, posting: BoardPosting) -> Outcome:
        """Take a leaderboard."""
        self.posted.append(posting)
        if self.on_post is not None:
            return await self.on_post(posting)
        return self._answer(posting.channel)

    async def tell(self, workspace: WorkspaceId, member: MemberId, notice: Notice) -> Outcome:
        """Take a notice."""
        self.told.append((workspace, member, notice))
        return self._answer(ChannelId(f"D{member[1:]}"))

    def delivered(self, channel: ChannelId) -> Delivered:
        """Make up a message that nobody has seen before."""
        self._messages += 1
        ts = MessageTs(f"1772442000.{self._messages:06}")
        return Delivered(message=MessageRef(channel=channel, ts=ts))

    def _answer(self, channel: ChannelId, answer: Answer | None = None) -> Outcome:
        if answer is None:
            answer = self._next.popleft() if self._next else self.delivered(channel)
        if isinstance(answer, Exception):
            raise answer
        return answer
