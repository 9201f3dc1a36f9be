"""Ready-made values of the services for tests of what is drawn from them."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from bot.domain.exercise import BodyProfile, ExerciseKey, Kind
from bot.domain.ids import ChannelId, MemberId
from bot.domain.leaderboard import Improvement, Leaderboard, Period, Standing
from bot.domain.member import Member
from bot.domain.own_exercise import OwnExercise
from bot.domain.plan import Intensity, plan_of
from bot.domain.score import Tally
from bot.domain.streak import Streak
from bot.services.ports import BoardPosting, NudgeCard
from bot.services.views import MyPlace, Overview
from tests.builders import (
    MONDAY_MORNING,
    WORKSPACE,
    a_member,
    a_nudge,
    a_tally,
    some_settings,
)

TEAM_CHANNEL = ChannelId("C0TEAM")
ANA, BEN, CLEO, DEV = (MemberId(f"U0{name}") for name in ("ANA", "BEN", "CLEO", "DEV"))

LAST_WEEK = Period(first=date(2026, 2, 23), last=date(2026, 3, 1))

STAND = ExerciseKey("stand.tall")
SQUEEZE = ExerciseKey("squeeze.three")


def a_member_with_body(body: BodyProfile) -> Member:
    """Make a member who chose a body profile."""
    return a_member(settings=some_settings(plan=plan_of(Intensity.STANDARD, body=body)))


def a_card(
    *exercises: str,
    completed: tuple[Kind, ...] = (),
    member: Member | None = None,
    own: tuple[OwnExercise, ...] = (),
    is_over: bool = False,
    **of_nudge: Any,  # noqa: ANN401 - any field of the nudge
) -> NudgeCard:
    """Make the card of a nudge that asked for the given exercises."""
    keys = tuple(ExerciseKey(each) for each in exercises) or (STAND,)
    return NudgeCard(
        nudge=a_nudge(exercises=keys, **of_nudge),
        member=a_member() if member is None else member,
        completed=completed,
        own=own,
        is_over=is_over,
    )


def an_overview(**changes: Any) -> Overview:  # noqa: ANN401 - any field of the overview
    """Make the overview of a member, early on Monday before anything happened."""
    fields: dict[str, Any] = {
        "now": MONDAY_MORNING,
        "member": a_member(),
        "today": {},
        "week": a_tally(),
        "before": a_tally(asked=40, completed=20),
        "streak": Streak(3),
    }
    return Overview(**(fields | changes))


def a_standing(place: int, member: MemberId, tally: Tally | None = None) -> Standing:
    """Make a row of a board."""
    return Standing(place=place, member=member, tally=tally or a_tally(asked=25, completed=23))


def a_board(**changes: Any) -> Leaderboard:  # noqa: ANN401 - any field of the board
    """Make a board of nine people, of whom three chose to be shown and two are level."""
    fields: dict[str, Any] = {
        "period": LAST_WEEK,
        "participants": 9,
        "total": Tally(asked=200, completed=142, logged=8),
        "shown": (a_standing(1, ANA), a_standing(2, BEN), a_standing(2, CLEO)),
        "improved": Improvement(member=BEN, by=Fraction(1, 8)),
    }
    return Leaderboard(**(fields | changes))


NAMES: Mapping[MemberId, str | None] = {ANA: None, BEN: None, CLEO: "The <Comet> & co"}


def a_posting(board: Leaderboard | None = None) -> BoardPosting:
    """Make a board on its way into the team's channel, set up by Dev."""
    return BoardPosting(
        workspace=WORKSPACE,
        channel=TEAM_CHANNEL,
        set_by=DEV,
        board=a_board() if board is None else board,
        names=NAMES,
    )


def my_place(**changes: Any) -> MyPlace:  # noqa: ANN401 - any field of the place
    """Make the place of somebody who is fourth of nine."""
    fields: dict[str, Any] = {
        "period": LAST_WEEK,
        "tally": Tally(asked=20, completed=12, logged=2),
        "place": 4,
        "ranked": 9,
        "board": a_board(),
        "names": NAMES,
    }
    return MyPlace(**(fields | changes))
