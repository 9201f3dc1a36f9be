"""Snoozes: that one is ahead, another time for it, and nothing else that looks like it."""

from datetime import timedelta

import pytest

from bot.domain import attention
from bot.domain import planning as rules
from bot.domain.cadence import Slot
from bot.domain.exercise import Kind
from bot.domain.member import Member
from bot.domain.work_hours import NO_HOURS
from tests.builders import a_joined_member, at, some_settings

TEN = at("2026-03-02 10:00")
MINUTE = timedelta(minutes=1)
STAND = (Kind.STAND,)


def snoozed(minutes: int = 30) -> Member:
    """Make a member who was nudged at ten to ten, and snoozes the stand at ten."""
    due = Slot(at=TEN - 10 * MINUTE, kinds=STAND)
    nudged = rules.claimed(a_joined_member(), due, now=due.at)
    return rules.snooze(nudged, STAND, by=minutes * MINUTE, now=TEN)


def test_a_snooze_is_pending_until_it_comes() -> None:
    """From the snooze to its end, and not at its end."""
    member = snoozed(30)

    assert member.pending_snooze(TEN) == Slot(at=TEN + 30 * MINUTE, kinds=STAND)
    assert member.pending_snooze(TEN + 30 * MINUTE) is None


@pytest.mark.parametrize("minutes", [5, 50])
def test_snoozing_again_sets_another_time(minutes: int) -> None:
    """Be it sooner or later than the first, what is snoozed comes then."""
    again = rules.hold(snoozed(30), by=minutes * MINUTE, now=TEN + MINUTE)

    assert again.pending_snooze(TEN + MINUTE) == Slot(at=TEN + (1 + minutes) * MINUTE, kinds=STAND)


def test_what_is_done_is_snoozed_no_more() -> None:
    """With nothing left of it, the plan goes on."""
    assert rules.was_active(snoozed(), STAND, at=TEN, now=TEN).pending_snooze(TEN) is None


def test_nobody_who_did_not_snooze_has_a_snooze() -> None:
    """Neither a plan alone nor a meeting nor the wish to be told of a pause's end is one."""
    member = a_joined_member()
    in_a_meeting = attention.held(member, STAND, until=TEN + 30 * MINUTE, now=TEN)
    told = rules.pause(member, until=TEN + 30 * MINUTE, now=TEN, announces=True)

    assert in_a_meeting.snoozed is not None
    assert told.snoozed is not None
    for each in (member, in_a_meeting, told):
        assert each.pending_snooze(TEN) is None


def test_a_snooze_that_no_hours_bring_back_is_none() -> None:
    """Hours that were changed meanwhile leave no time for it."""
    before = snoozed()
    settings = some_settings(quiet=before.settings.hours)
    moved = rules.join(
        before, workspace=before.workspace, member=before.id, settings=settings, now=TEN
    )

    assert moved.settings.open_hours == NO_HOURS
    assert moved.pending_snooze(TEN) is None
