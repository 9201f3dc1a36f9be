"""What services answer with: read models and the results of use cases, as plain values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from bot.domain.exercise import Kind
from bot.domain.ids import ChannelId, MemberId
from bot.domain.leaderboard import Leaderboard, Period
from bot.domain.member import Member
from bot.domain.nudge import Nudge
from bot.domain.presence import UNSEEN, Presence
from bot.domain.score import Tally
from bot.domain.streak import Streak
from bot.domain.suggestion import Split, Suggestion
from bot.services.ports import NudgeCard


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """A member who joined or changed settings; `newly` if they were not opted in before."""

    member: Member
    newly: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """An answer that was taken: the nudge's card as it now is, and the kinds this touched."""

    card: NudgeCard
    kinds: tuple[Kind, ...]
    undone: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Logged:
    """Completions that no nudge asked for, taken down."""

    kinds: tuple[Kind, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DoubtfulPost:
    """A leaderboard post of which nobody knows whether it went out."""

    channel: ChannelId
    period: Period


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What beside a member decides whether they are nudged.

    Attributes:
        presence: what Slack says of them just now.
        workspace_paused_until: until when nobody in the workspace is nudged.
    """

    now: datetime
    presence: Presence = UNSEEN
    workspace_paused_until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview(Around):
    """A person's state and figures; `member` is None for somebody who never joined.

    Attributes:
        today: counts by kind.
        week: counts of the last seven days, today included.
        before: counts of the four weeks before that.
        days: counts of each day as far back as a streak is looked for, if it has any.
        split: what became of the nudges of the last four weeks, today not included.
        suggestion: the one change of the settings that would help most, if any.
        left_out: the newest of today's nudges, if it did not come.
    """

    member: Member | None
    today: Mapping[Kind, Tally]
    week: Tally
    before: Tally
    streak: Streak
    days: Mapping[date, Tally] = field(default_factory=dict)
    split: Split = field(default_factory=Split)
    suggestion: Suggestion | None = None
    left_out: Nudge | None = None
    doubtful_posts: tuple[DoubtfulPost, ...] = ()
    boards: tuple[ChannelId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MyPlace:
    """A member's own place, which they may always see, beside what the board shows.

    Attributes:
        place: their place among all ranked members, or None below the floor of asks.
        ranked: how many members are ranked.
    """

    period: Period
    tally: Tally
    place: int | None
    ranked: int
    board: Leaderboard
    names: Mapping[MemberId, str | None]
