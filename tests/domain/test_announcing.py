"""A pause whose end is told: a nudge comes with it, and only the first one tells."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.domain import attention
from bot.domain import planning as rules
from bot.domain.cadence import Slot
from bot.domain.exercise import Kind
from bot.domain.member import Member, OptIn
from bot.domain.written_hours import parse_hours
from tests.builders import a_joined_member, a_plan, at, some_settings

TEN = at("2026-03-02 10:00")
HALF_PAST_TEN = at("2026-03-02 10:30")


def paused(member: Member | None = None, *, until: str = "2026-03-02 10:30") -> Member:
    """Pause somebody who wants to be told of the end."""
    return rules.pause(member or a_joined_member(), until=at(until), now=TEN, announces=True)


def next_slot(member: Member) -> Slot:
    """Return the next slot of a member who has one."""
    assert member.next_slot is not None
    return member.next_slot


def test_the_end_brings_a_nudge() -> None:
    """With all that repeats, a moment after the end of the pause."""
    member = paused()

    kinds = (Kind.STAND, Kind.SQUEEZE)
    assert next_slot(member) == Slot(at=HALF_PAST_TEN + timedelta(minutes=1), kinds=kinds)
    assert member.announces


def test_an_end_outside_work_hours_is_told_when_work_begins() -> None:
    """And not at midnight."""
    member = paused(until="2026-03-03 00:00")

    assert next_slot(member).at == at("2026-03-03 09:00")


def test_a_quiet_block_delays_it() -> None:
    """A wish to be told is no wish to be disturbed."""
    settings = some_settings(quiet=parse_hours("Mon 10-12"))

    assert next_slot(paused(a_joined_member(settings=settings))).at == at("2026-03-02 12:00")


def test_hours_that_never_come_tell_nothing() -> None:
    """There is no moment for it within the next weeks."""
    settings = some_settings(quiet=parse_hours("Mon-Fri 8-18"))

    assert paused(a_joined_member(settings=settings)).next_slot is None


def test_a_plan_without_intervals_asks_for_what_it_has() -> None:
    """A walk, for example."""
    settings = some_settings(plan=a_plan(stand_minutes=None, walks=1))

    assert next_slot(paused(a_joined_member(settings=settings))).kinds == (Kind.WALK,)


def test_without_a_wish_nothing_is_told() -> None:
    """The plan goes on as it would."""
    member = rules.pause(a_joined_member(), until=HALF_PAST_TEN, now=TEN)

    assert not member.announces
    assert member.snoozed is None


def test_the_first_nudge_tells_and_the_second_does_not() -> None:
    """It is news once."""
    member = paused()
    first = rules.claimed(member, next_slot(member), now=HALF_PAST_TEN)
    second = rules.claimed(first, next_slot(first), now=next_slot(first).at)

    assert (first.opt_in, first.announces) == (OptIn.ACTIVE, True)
    assert not second.announces


@pytest.mark.parametrize("until", [HALF_PAST_TEN + timedelta(minutes=20), None])
def test_what_was_held_still_tells(until: datetime | None) -> None:
    """Who was in a meeting when the pause ended learns it afterwards."""
    member = paused()
    held = attention.held(member, next_slot(member).kinds, until=until, now=HALF_PAST_TEN)
    told = rules.claimed(held, next_slot(held), now=next_slot(held).at)

    assert told.announces


def test_ending_a_pause_oneself_is_no_news() -> None:
    """Nor is anything planned for the end any more."""
    member = rules.resume(paused(), now=TEN)

    assert not member.announces
    assert member.snoozed is None


def test_a_snooze_outlives_the_end_of_another_pause() -> None:
    """Only what was planned for telling goes with the wish."""
    later = Slot(at=at("2026-03-02 11:00"), kinds=(Kind.STAND,))
    member = replace(a_joined_member(), snoozed=later)

    assert rules.resume(member, now=TEN).snoozed == later


def test_who_leaves_is_told_nothing() -> None:
    """Nothing is due to them any more."""
    left = rules.leave(paused())

    assert not left.announces
    assert left.next_slot is None
