"""What the services need of the outside: the protocols with more than one real implementation."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from bot.domain.exercise import Kind
from bot.domain.ids import ChannelId, MemberId, MessageRef, WorkspaceId
from bot.domain.leaderboard import Leaderboard
from bot.domain.member import Member
from bot.domain.nudge import Delivery, Nudge, Silence
from bot.domain.own_exercise import OwnExercise


class Clock(Protocol):
    """The one source of time; waiting is asked of it too."""

    def now(self) -> datetime:
        """Return the present instant, aware, in UTC."""
        ...

    async def sleep(self, seconds: float) -> None:
        """Wait for so many seconds of this clock."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered:
    """Slack took the message."""

    message: MessageRef


@dataclass(frozen=True, slots=True, kw_only=True)
class NotSent:
    """The message certainly did not go out and may be tried again after a while.

    Slack said to wait (429), or no connection could be made at all.
    """

    retry_after: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreachable:
    """Slack refused for good: nobody is there to read it. `reason` is Slack's error code."""

    reason: str


@dataclass(frozen=True, slots=True)
class Revoked:
    """The workspace has withdrawn the bot's token."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """Nobody knows whether the message went out; sending it again might double it."""


Outcome = Delivered | NotSent | Unreachable | Revoked | Unknown


@dataclass(frozen=True, slots=True, kw_only=True)
class NudgeCard:
    """All that is needed to draw one nudge's message, whatever has become of it.

    Attributes:
        completed: the kinds completed so far.
        own: those of the workspace's own exercises that the nudge asks for.
        is_over: its day has ended, so that no answer counts any more.
    """

    nudge: Nudge
    member: Member
    completed: tuple[Kind, ...] = ()
    own: tuple[OwnExercise, ...] = ()
    is_over: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardPosting:
    """A leaderboard on its way into a channel.

    Attributes:
        set_by: who set the board up, named in the post.
        names: the alias of each shown member, or None for one shown as themselves.
    """

    workspace: WorkspaceId
    channel: ChannelId
    set_by: MemberId
    board: Leaderboard
    names: Mapping[MemberId, str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardEnded:
    """Tells whoever set a board up that its channel no longer takes posts."""

    channel: ChannelId


Notice = BoardEnded


class Messenger(Protocol):
    """Writes to people. Nothing here raises for what Slack answers: outcomes are values."""

    async def send_nudge(self, card: NudgeCard) -> Outcome:
        """Send a nudge to its member, once, waiting for the workspace's turn first."""
        ...

    def refresh_nudge(self, card: NudgeCard) -> None:
        """Redraw a sent nudge in the background if the edit budget allows it."""
        ...

    async def post_leaderboard(self, posting: BoardPosting) -> Outcome:
        """Post a leaderboard in its channel, once."""
        ...

    async def tell(self, workspace: WorkspaceId, member: MemberId, notice: Notice) -> Outcome:
        """Send a member a notice about something they set up."""
        ...


class Meter(Protocol):
    """Counts what becomes of nudges, for whoever watches over the bot."""

    def nudge_ended(
        self, delivery: Delivery, *, late_by: timedelta | None, silence: Silence | None = None
    ) -> None:
        """Count a nudge.

        Args:
            delivery: what became of it.
            late_by: how long after its slot it was posted, if it was.
            silence: why it was not, if there was a reason to be quiet.
        """
        ...


class Unmetered:
    """Counts nothing."""

    def nudge_ended(
        self, delivery: Delivery, *, late_by: timedelta | None, silence: Silence | None = None
    ) -> None:
        """Take no notice."""


class TaskQueue(Protocol):
    """Runs tasks, at most one of a workspace at a time, with at most one more waiting."""

    async def enqueue(self, task: str, workspace: WorkspaceId, slot: datetime) -> None:
        """Ask for a task; a no-op where the same one is waiting already."""
        ...

    async def enqueue_all(
        self, task: str, workspaces: Iterable[WorkspaceId], slot: datetime
    ) -> None:
        """Ask for the same task of many workspaces, as `enqueue` does."""
        ...
