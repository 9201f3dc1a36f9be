"""What an answer to a nudge comes to."""

import itertools
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.completion import (
    CLOSEST_LOGS,
    DEFAULT_EMOJI,
    Ignored,
    Meaning,
    canonical,
    kinds_completed,
    log_counts,
    may_be,
    refusal,
)
from bot.domain.exercise import ExerciseKey, Kind
from bot.domain.ids import ChannelId
from bot.domain.nudge import Delivery, Nudge
from bot.domain.zone import local_date, zone_named
from tests.builders import MEMBER, MONDAY_MORNING, OTHER_MEMBER, a_message, a_nudge, at
from tests.domain import strategies

LONDON = zone_named("Europe/London")
MERGED = (ExerciseKey("stand.tall"), ExerciseKey("squeeze.three"))


@pytest.mark.parametrize(
    ("emoji", "name"),
    [
        ("peach", "peach"),
        (":peach:", "peach"),
        ("muscle::skin-tone-4", "muscle"),
        (":+1::skin-tone-6:", "+1"),
        ("thumbsup", "+1"),
        ("thumbsup::skin-tone-2", "+1"),
        ("thumbsdown", "-1"),
        ("standing_person", "standing_person"),
        ("man_standing", "standing_person"),
        ("woman_standing::skin-tone-3", "standing_person"),
        ("standing", "standing_person"),
        ("walking", "walking"),
        ("man-walking", "walking"),
        ("woman-walking::skin-tone-5", "walking"),
        ("person_walking_facing_right", "walking"),
        ("woman_walking_facing_right", "walking"),
        ("walking-facing-right", "walking"),
        ("man_dancing", "man_dancing"),
        ("dog_walking", "dog_walking"),
        ("", ""),
    ],
)
def test_variants_of_an_emoji_are_one(emoji: str, name: str) -> None:
    """Skin tone, gender and direction say nothing, and an alias is the same picture."""
    assert canonical(emoji) == name


@given(st.text())
def test_a_base_name_is_its_own_base_name(emoji: str) -> None:
    """Taking the base name twice changes nothing, but for stray colons."""
    once = canonical(emoji)

    assert canonical(once) == once


@pytest.mark.parametrize(
    ("emoji", "meaning"),
    [
        ("white_check_mark", Meaning.COMPLETE),
        ("heavy_check_mark", Meaning.COMPLETE),
        ("muscle", Meaning.COMPLETE),
        ("peach", Meaning.COMPLETE),
        ("standing_person", Meaning.COMPLETE),
        ("walking", Meaning.COMPLETE),
        ("+1", Meaning.COMPLETE),
        ("raised_hands", Meaning.COMPLETE),
        ("x", Meaning.SKIP),
        ("no_entry_sign", Meaning.SKIP),
        ("zzz", Meaning.SNOOZE),
        ("alarm_clock", Meaning.SNOOZE),
        ("tada", None),
    ],
)
def test_each_default_emoji_has_its_meaning(emoji: str, meaning: Meaning | None) -> None:
    """The default emoji complete, skip and snooze; any other says nothing."""
    assert DEFAULT_EMOJI.meaning(emoji) is meaning


@pytest.mark.parametrize(
    ("emoji", "kinds"),
    [
        ("+1", (Kind.STAND, Kind.SQUEEZE)),
        ("standing_person", (Kind.STAND,)),
        ("peach", (Kind.SQUEEZE,)),
        ("walking", (Kind.STAND, Kind.SQUEEZE)),
    ],
)
def test_a_specific_emoji_answers_its_kind_and_any_other_all(
    emoji: str, kinds: tuple[Kind, ...]
) -> None:
    """One emoji for one exercise; one that fits none of those asked for means all."""
    assert kinds_completed(a_nudge(exercises=MERGED), emoji, DEFAULT_EMOJI) == kinds


@pytest.mark.parametrize("delivery", [Delivery.SENT, Delivery.SENDING, Delivery.UNKNOWN])
def test_an_answer_to_what_may_have_arrived_counts(delivery: Delivery) -> None:
    """Who answers has seen the nudge, whatever we know of its delivery."""
    nudge = a_nudge(delivery=delivery)

    assert refusal(nudge, by=MEMBER, at=nudge.due_at, zone=LONDON) is None


@pytest.mark.parametrize("delivery", [Delivery.DUE, Delivery.SKIPPED, Delivery.UNREACHABLE])
def test_an_answer_to_what_was_not_sent_is_refused(delivery: Delivery) -> None:
    """A nudge that certainly never arrived cannot be answered."""
    nudge = a_nudge(delivery=delivery)

    assert refusal(nudge, by=MEMBER, at=nudge.due_at, zone=LONDON) is Ignored.NOT_SENT


def test_an_answer_to_no_nudge_is_refused() -> None:
    """A reaction to any other message is none of ours."""
    assert refusal(None, by=MEMBER, at=MONDAY_MORNING, zone=LONDON) is Ignored.NOT_A_NUDGE


def test_somebody_elses_answer_is_refused() -> None:
    """Only the addressee completes a nudge."""
    nudge = a_nudge()

    reason = refusal(nudge, by=OTHER_MEMBER, at=nudge.due_at, zone=LONDON)

    assert reason is Ignored.NOT_THE_ADDRESSEE


@pytest.mark.parametrize(
    ("answered", "reason"),
    [
        ("2026-03-02 13:54", Ignored.TOO_EARLY),
        ("2026-03-02 13:55", None),
        ("2026-03-02 14:00", None),
        ("2026-03-03 07:59", None),
        ("2026-03-03 08:00", Ignored.TOO_LATE),
    ],
)
def test_an_answer_counts_until_the_end_of_the_local_day(
    answered: str, reason: Ignored | None
) -> None:
    """In Los Angeles the day ends at eight in the morning, London time."""
    nudge = a_nudge(due_at=at("2026-03-02 14:00"))

    assert (
        refusal(nudge, by=MEMBER, at=at(answered), zone=zone_named("America/Los_Angeles")) is reason
    )


@given(due=strategies.instants, zone=strategies.zones, minutes=st.integers(0, 3000))
def test_lateness_is_a_matter_of_the_date_in_any_zone(
    due: datetime, zone: str, minutes: int
) -> None:
    """An answer after the nudge is too late exactly when the member's calendar has moved on."""
    place = zone_named(zone)
    answered = due + timedelta(minutes=minutes)

    reason = refusal(a_nudge(due_at=due), by=MEMBER, at=answered, zone=place)

    moved_on = local_date(answered, place) > local_date(due, place)
    assert reason is (Ignored.TOO_LATE if moved_on else None)


@pytest.mark.parametrize(
    ("minutes", "counts"),
    [((), True), ((10,), True), ((9,), False), ((-9,), False), ((-10, 30), True)],
)
def test_one_log_in_ten_minutes_counts(minutes: tuple[int, ...], counts: bool) -> None:  # noqa: FBT001 - the outcome of the row
    """A completion logged unasked counts if none of its kind was logged near it."""
    logged = [MONDAY_MORNING + timedelta(minutes=minute) for minute in minutes]

    assert log_counts(at=MONDAY_MORNING, logged=logged) is counts


@given(st.lists(strategies.instants))
def test_logs_that_count_lie_apart(instants: list[datetime]) -> None:
    """In whatever order logs come in, no two that count are closer than ten minutes."""
    counted: list[datetime] = []
    for instant in instants:
        if log_counts(at=instant, logged=counted):
            counted.append(instant)
    counted.sort()

    gaps = [later - earlier for earlier, later in itertools.pairwise(counted)]

    assert min(gaps, default=CLOSEST_LOGS) >= CLOSEST_LOGS


@pytest.mark.parametrize(
    ("nudge", "ts", "may"),
    [
        (a_nudge(delivery=Delivery.UNKNOWN), "1772443800.000100", True),
        (a_nudge(delivery=Delivery.SENDING), "1772443800.000100", True),
        (a_nudge(delivery=Delivery.SENDING), "1772446000.000100", False),
        (a_nudge(delivery=Delivery.SENDING), "1772440000.000100", False),
        (a_nudge(delivery=Delivery.SKIPPED), "1772443800.000100", False),
        (a_nudge(), "1772443800.000100", False),
        (a_nudge(delivery=Delivery.UNKNOWN), "odd", False),
    ],
)
def test_a_message_without_a_record_may_be_a_nudge_of_its_time(
    nudge: Nudge, ts: str, *, may: bool
) -> None:
    """Only a nudge of unknown fate, with no message yet, in whose window the message falls."""
    assert may_be(nudge, a_message(ts=ts)) is may


def test_a_message_in_a_channel_is_no_nudge() -> None:
    """Nudges are direct messages."""
    nudge = a_nudge(delivery=Delivery.UNKNOWN)
    assert not may_be(nudge, a_message(channel=ChannelId("C0BOARD"), ts="1772443800.000100"))
