"""Tips: one a day at most, all of them in time."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.exercise import BodyProfile, Evidence, Kind
from bot.domain.tip import TIPS, Tip, tip_for, tips_for

MONDAY = date(2026, 3, 2)


def a_tip(
    day: date = MONDAY, *, phase: float = 0.25, wanted: bool = True, first: bool = True
) -> Tip:
    """Return the tip of a day, for somebody who stands and wants tips."""
    tip = tip_for(day, phase=phase, body=BodyProfile.STANDING, wanted=wanted, first=first)
    assert tip is not None
    return tip


def test_there_are_tips_of_every_strength_each_with_a_source() -> None:
    """What is weakly supported is told, and told as such."""
    assert len(TIPS) >= 12
    assert len({tip.key for tip in TIPS}) == len(TIPS)
    assert {tip.evidence for tip in TIPS} == set(Evidence)
    for tip in TIPS:
        assert tip.studies
        for study in tip.studies:
            assert study.authors
            assert study.journal
            assert 1990 < study.year < 2027
            assert study.link is None or study.link.startswith("https://")


def test_a_day_has_one_tip_and_the_next_day_the_next_one() -> None:
    """Nothing needs to be remembered for that."""
    assert a_tip() == a_tip()
    place = TIPS.index(a_tip())
    assert TIPS.index(a_tip(MONDAY + timedelta(days=1))) == (place + 1) % len(TIPS)


@pytest.mark.parametrize(("wanted", "first"), [(False, True), (True, False), (False, False)])
def test_only_the_first_nudge_of_a_day_has_a_tip_and_only_if_it_is_wanted(
    *, wanted: bool, first: bool
) -> None:
    """At most one a day, and none for whoever switched them off."""
    tip = tip_for(MONDAY, phase=0.5, body=BodyProfile.STANDING, wanted=wanted, first=first)

    assert tip is None


@given(
    weekdays=st.sets(st.integers(0, 6), min_size=1),
    phase=st.floats(0, 1, exclude_max=True),
    body=st.sampled_from(BodyProfile),
)
def test_every_tip_comes_to_everybody(weekdays: set[int], phase: float, body: BodyProfile) -> None:
    """Whichever days of the week they work."""
    days = (MONDAY + timedelta(days=ahead) for ahead in range(7 * len(TIPS)))
    seen = {
        tip_for(day, phase=phase, body=body, wanted=True, first=True)
        for day in days
        if day.weekday() in weekdays
    }

    assert seen == set(tips_for(body))


def test_people_differ_in_their_tips() -> None:
    """Two colleagues have something to tell each other."""
    assert a_tip(phase=0.1) != a_tip(phase=0.9)


def test_seated_people_read_nothing_of_standing_and_walking() -> None:
    """What was found in people on their feet is not about them."""
    assert {tip.about for tip in tips_for(BodyProfile.SEATED)}.isdisjoint({Kind.STAND, Kind.WALK})
    assert len(tips_for(BodyProfile.SEATED)) >= 10
    assert tips_for(BodyProfile.RECOVERING) == TIPS
