"""Ready-made domain values for tests: each says only what the test is about."""

from datetime import UTC, datetime, timedelta
from typing import Any

from bot.domain.cadence import Anchors
from bot.domain.exercise import ExerciseKey
from bot.domain.ids import ChannelId, MemberId, MessageRef, MessageTs, WorkspaceId
from bot.domain.member import Member, OptIn, Settings
from bot.domain.nudge import Delivery, Nudge
from bot.domain.plan import DEFAULT_PLAN, Intensity, Plan
from bot.domain.planning import join
from bot.domain.score import Tally
from bot.domain.work_hours import DEFAULT_HOURS

WORKSPACE = WorkspaceId("T0UNSIT")
MEMBER = MemberId("U0MEMBER")
OTHER_MEMBER = MemberId("U0OTHER")
CHANNEL = ChannelId("D0MEMBER")

MONDAY_MORNING = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
"""An hour before the default hours begin in London, on a Monday without a clock change near."""


def at(text: str) -> datetime:
    """Read an instant in UTC, such as `2026-03-02 09:30`."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def a_plan(**changes: Any) -> Plan:  # noqa: ANN401 - any field of the plan, as the test wants it
    """Make a custom plan that asks for a stand every 30 minutes and nothing else."""
    fields: dict[str, Any] = {
        "intensity": Intensity.CUSTOM,
        "stand_minutes": 30,
        "squeeze_minutes": None,
        "walks": 0,
    }
    return Plan(**(fields | changes))


def some_settings(**changes: Any) -> Settings:  # noqa: ANN401 - any field of the settings
    """Make the settings of someone in London who changed nothing in the join modal."""
    fields: dict[str, Any] = {
        "zone": "Europe/London",
        "hours": DEFAULT_HOURS,
        "plan": DEFAULT_PLAN,
    }
    return Settings(**(fields | changes))


def a_member(**changes: Any) -> Member:  # noqa: ANN401 - any field of the member
    """Make an active member exactly as told, whose next slot is not worked out.

    For a member as the rules make them, with a next slot, see `a_joined_member`.
    """
    fields: dict[str, Any] = {
        "workspace": WORKSPACE,
        "id": MEMBER,
        "opt_in": OptIn.ACTIVE,
        "settings": some_settings(),
        "joined_at": MONDAY_MORNING,
        "anchors": Anchors(),
    }
    return Member(**(fields | changes))


def a_joined_member(
    *,
    workspace: WorkspaceId = WORKSPACE,
    member: MemberId = MEMBER,
    settings: Settings | None = None,
    now: datetime = MONDAY_MORNING,
) -> Member:
    """Make a member who has just joined, so that their next slot is worked out."""
    return join(
        None,
        workspace=workspace,
        member=member,
        settings=some_settings() if settings is None else settings,
        now=now,
    )


def a_message(*, channel: ChannelId = CHANNEL, ts: str = "1772442000.000100") -> MessageRef:
    """Make a reference to a message in a member's DM."""
    return MessageRef(channel=channel, ts=MessageTs(ts))


def a_nudge(**changes: Any) -> Nudge:  # noqa: ANN401 - any field of the nudge
    """Make a nudge that asked for a stand on Monday at 09:30 and was sent at once.

    Its window is ten minutes from `due_at`. One that is not `SENT` has no message and no `sent_at`.
    """
    due_at: datetime = changes.get("due_at", MONDAY_MORNING + timedelta(minutes=90))
    was_sent = changes.get("delivery", Delivery.SENT) is Delivery.SENT
    fields: dict[str, Any] = {
        "workspace": WORKSPACE,
        "member": MEMBER,
        "due_at": due_at,
        "expires_at": due_at + timedelta(minutes=10),
        "exercises": (ExerciseKey("stand.tall"),),
        "delivery": Delivery.SENT,
        "message": a_message() if was_sent else None,
        "sent_at": due_at if was_sent else None,
    }
    return Nudge(**(fields | changes))


def a_tally(*, asked: int = 10, completed: int = 5, logged: int = 0) -> Tally:
    """Make the counts of somebody who did half of what was asked."""
    return Tally(asked=asked, completed=completed, logged=logged)
