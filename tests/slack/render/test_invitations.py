"""The one line of a nudge: short, and never the same twice in ten."""

import itertools
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.exercise import (
    BodyProfile,
    ExerciseKey,
    Kind,
    choose,
    kind_of,
    of_kind,
)
from bot.domain.own_exercise import OwnExercise, own_key, own_keys
from bot.domain.plan import Plan
from bot.domain.planning import claimed
from bot.domain.programme import WEEKS, Round
from bot.services.ports import NudgeCard
from bot.slack.copy import exercises
from bot.slack.copy.invitations import invitation
from bot.slack.render.nudge import render_nudge
from tests.builders import a_joined_member, a_nudge, some_settings
from tests.domain.strategies import plans

FEWER_THAN = 12
WITHIN = 10

LONGEST = "Ask Kim for that band"
OWN = [
    OwnExercise(key=own_key(kind, name), text=LONGEST, bodies=frozenset(BodyProfile))
    for kind in Kind
    for name in ("1", "2")
]
TEXTS = {each.key: each.text for each in OWN}

doses = st.none() | st.sampled_from(WEEKS)


@st.composite
def asked(draw: st.DrawFn, plan: Plan) -> tuple[Kind, ...]:
    """Draw what one nudge of a plan asks for: any of its kinds, in their order."""
    kinds = draw(st.sets(st.sampled_from(plan.kinds), min_size=1))
    return tuple(kind for kind in plan.kinds if kind in kinds)


def said(
    kinds: tuple[Kind, ...],
    turn: int,
    *,
    body: BodyProfile,
    own: list[OwnExercise] | None = None,
    dose: Round | None = None,
) -> str:
    """Say what the nudge says that is a member's so many-th."""
    keys = choose(kinds, turn=turn, own=own_keys(own or [], body))
    # The card is drawn once the nudge is claimed, which has counted it.
    texts = {each.key: each.text for each in own or []}
    return invitation(keys, body=body, turn=turn + 1, own=texts, dose=dose)


@given(data=st.data(), plan=plans(), body=st.sampled_from(BodyProfile), dose=doses)
def test_no_line_comes_twice_within_ten_nudges(
    data: st.DataObject, plan: Plan, body: BodyProfile, dose: Round | None
) -> None:
    """For any plan and body, in whatever order its kinds come, own exercises or not."""
    first = data.draw(st.integers(0, 100_000))
    own = OWN if data.draw(st.booleans()) else []
    nudges = data.draw(st.lists(asked(plan), min_size=WITHIN, max_size=3 * WITHIN))

    lines = [
        said(kinds, first + index, body=body, own=own, dose=dose)
        for index, kinds in enumerate(nudges)
    ]

    for start in range(len(lines) - WITHIN + 1):
        assert len(set(lines[start : start + WITHIN])) == WITHIN


@settings(max_examples=25)
@given(plan=plans(), body=st.sampled_from(BodyProfile))
def test_no_line_of_a_members_real_days_comes_twice_within_ten(
    plan: Plan, body: BodyProfile
) -> None:
    """As the cards draw them, slot after slot of a plan that nobody answers."""
    member = a_joined_member(settings=some_settings(plan=replace(plan, body=body)))
    lines: list[str] = []
    while len(lines) < 3 * WITHIN:
        slot = member.next_slot
        assert slot is not None
        exercises_asked = choose(slot.kinds, turn=member.nudges)
        member = claimed(member, slot, now=slot.at)
        card = NudgeCard(nudge=a_nudge(due_at=slot.at, exercises=exercises_asked), member=member)
        lines.append(render_nudge(card).text)

    for start in range(len(lines) - WITHIN + 1):
        assert len(set(lines[start : start + WITHIN])) == WITHIN


@given(
    data=st.data(),
    plan=plans(),
    body=st.sampled_from(BodyProfile),
    turn=st.integers(0, 100_000),
    dose=doses,
)
def test_every_line_fits_a_notification(
    data: st.DataObject, plan: Plan, body: BodyProfile, turn: int, dose: Round | None
) -> None:
    """Under twelve words, the longest of own exercises and the week's dose included."""
    own = OWN if data.draw(st.booleans()) else []
    line = said(data.draw(asked(plan)), turn, body=body, own=own, dose=dose)

    assert len(line.split()) < FEWER_THAN, line


@pytest.mark.parametrize("turn", range(WITHIN))
@pytest.mark.parametrize("body", BodyProfile)
def test_any_two_exercises_fit_into_any_wording(body: BodyProfile, turn: int) -> None:
    """Not only those that happen to meet."""
    keys = {kind: [*(each.key for each in of_kind(kind)), own_key(kind, "1")] for kind in Kind}
    pairs = itertools.combinations(Kind, 2)
    for pair in (
        both for one, other in pairs for both in itertools.product(keys[one], keys[other])
    ):
        line = invitation(pair, body=body, turn=turn, own=TEXTS)

        assert len(line.split()) < FEWER_THAN, line


@pytest.mark.parametrize("body", BodyProfile)
def test_no_two_kinds_say_the_same(body: BodyProfile) -> None:
    """Or the wordings of two kinds could meet in one line."""
    phrases = [{exercises.phrase(each.key, body) for each in of_kind(kind)} for kind in Kind]

    assert sum(len(row) for row in phrases) == len(set().union(*phrases))


def test_an_own_exercise_says_just_what_its_admin_wrote() -> None:
    """With a word of ours before it."""
    key = own_key(Kind.STAND, "1")
    lines = {
        invitation((key,), body=BodyProfile.STANDING, turn=turn, own=TEXTS) for turn in range(9)
    }

    assert all(line.endswith(LONGEST) for line in lines)
    assert len(lines) == 9


def test_an_own_exercise_that_is_gone_is_asked_for_as_its_kind() -> None:
    """The card of a nudge that was sent before it went can still be drawn."""
    gone = own_key(Kind.WALK, "gone")
    plainest = of_kind(Kind.WALK)[0].key
    body = BodyProfile.STANDING

    assert kind_of(gone) is Kind.WALK
    assert invitation((gone,), body=body, turn=3) == invitation((plainest,), body=body, turn=3)


def test_an_exercise_of_a_newer_release_is_asked_for_as_its_kind() -> None:
    """Two releases run side by side for a while, and one draws what the other asked for."""
    line = invitation((ExerciseKey("squeeze.of_tomorrow"),), body=BodyProfile.SEATED, turn=2)

    assert "squeeze three times" in line


def test_a_programme_says_how_often_to_squeeze() -> None:
    """And leaves the stand as it is."""
    keys = (ExerciseKey("stand.tall"), ExerciseKey("squeeze.slow"))
    line = invitation(keys, body=BodyProfile.STANDING, turn=1, dose=Round(1, 8, 5))
    twice = invitation(keys, body=BodyProfile.STANDING, turn=1, dose=Round(2, 8, 5))
    softly = invitation(keys[1:], body=BodyProfile.RECOVERING, turn=3, dose=Round(2, 8, 5))

    assert line == "Time to stand tall, then squeeze 8 times?"
    assert twice == "Time to stand tall, then squeeze 8 times, twice?"
    assert "queeze softly 8 times" in softly
