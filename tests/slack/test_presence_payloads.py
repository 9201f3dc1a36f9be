"""Reading what Slack tells of people, whatever stands in it."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.domain.ids import MemberId
from bot.domain.presence import DoNotDisturb
from bot.slack.payloads import MalformedPayloadError
from bot.slack.payloads.presences import (
    Shared,
    parse_dnd_changed,
    parse_profile_changed,
    parse_shared,
    parse_team_dnd,
)
from tests.slack.samples import a_dnd_change, a_profile_change, with_part

START = datetime(2025, 11, 23, 9, 30, tzinfo=UTC)
AT = START + timedelta(seconds=10, microseconds=200)
END = START + timedelta(hours=1)


def test_a_profile_is_read() -> None:
    """Its status with its end, its huddle, and when that was so."""
    changed = parse_profile_changed(a_profile_change())

    assert changed.at == AT
    assert changed.locale == "en-GB"
    assert changed.shared == Shared(
        text="In a meeting",
        emoji=":calendar:",
        until=END,
        in_huddle=True,
        huddle_until=END,
        team="T1",
    )


def test_a_status_is_read_as_its_person_wrote_it() -> None:
    """Slack writes three characters as more, which would lengthen it and add a word."""
    changed = parse_profile_changed(a_profile_change(status_text="D&amp;I &lt;&amp;lt;&gt;"))

    assert changed.shared.text == "D&I <&lt;>"


@pytest.mark.parametrize("nothing", [None, 0, False])
def test_what_has_no_end_has_none(nothing: object) -> None:
    """Slack writes zero, or leaves it out."""
    body = a_profile_change(status_expiration=nothing, huddle_state_expiration_ts=nothing)
    shared = parse_profile_changed(body).shared

    assert (shared.until, shared.huddle_until) == (None, None)


@pytest.mark.parametrize("state", [None, "", "default_unset", "something new", 7, []])
def test_only_one_state_is_a_huddle(state: object) -> None:
    """Whatever Slack thinks of besides."""
    assert not parse_profile_changed(a_profile_change(huddle_state=state)).shared.in_huddle


@pytest.mark.parametrize("profile", [None, {}])
def test_a_person_without_a_profile_is_doing_nothing(profile: object) -> None:
    """Any field of a person may be missing."""
    assert parse_shared({"user": {"id": "U1", "profile": profile}}) == Shared()


def test_a_status_is_not_shown_in_reprs() -> None:
    """It may stand in a traceback."""
    assert "meeting" not in repr(parse_profile_changed(a_profile_change()))


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("status_text", "x" * 1001),
        ("status_text", ["In a meeting"]),
        ("status_emoji", 7),
        ("status_expiration", -1),
        ("status_expiration", "soon"),
        ("status_expiration", 10**12),
        ("huddle_state_expiration_ts", []),
    ],
)
def test_a_profile_that_slack_does_not_send_is_refused(key: str, value: object) -> None:
    """Nothing is guessed."""
    with pytest.raises(MalformedPayloadError):
        parse_profile_changed(a_profile_change(**{key: value}))


def test_an_event_without_its_own_time_is_late_in_its_second() -> None:
    """What was looked up a moment before is older."""
    body: dict[str, Any] = with_part(a_profile_change(), ("event", "event_ts"), None)

    assert START + timedelta(seconds=10.9) < parse_profile_changed(body).at
    assert parse_profile_changed(body).at < START + timedelta(seconds=11)


@pytest.mark.parametrize(
    ("status", "start", "end"),
    [
        ({}, START, END),
        ({"dnd_enabled": False}, None, None),
        ({"next_dnd_start_ts": 1, "next_dnd_end_ts": 1}, None, None),
        ({"next_dnd_end_ts": None}, None, None),
        ({"snooze_enabled": True, "snooze_endtime": int(END.timestamp())}, AT, END),
        ({"snooze_enabled": True, "snooze_endtime": 0}, START, END),
        ({"dnd_enabled": False, "snooze_enabled": True}, None, None),
    ],
)
def test_do_not_disturb_is_read(
    status: dict[str, object], start: datetime | None, end: datetime | None
) -> None:
    """The stretch that runs or comes next; Slack says `dnd_enabled` of every schedule."""
    told = parse_dnd_changed(a_dnd_change(**status)).told

    assert told == DoNotDisturb(at=AT, start=start, end=end)


def test_of_a_team_those_are_read_who_can_be() -> None:
    """One strange answer costs nobody else theirs."""
    good = {"dnd_enabled": False, "next_dnd_start_ts": 1, "next_dnd_end_ts": 1}
    odd = {"dnd_enabled": True, "next_dnd_start_ts": "x", "next_dnd_end_ts": 1}
    read = parse_team_dnd({"users": {"U1": good, "U2": odd, "U3": 7, "U4": None}}, at=AT)

    assert read == {MemberId("U1"): DoNotDisturb(at=AT)}


@pytest.mark.parametrize("answer", [{}, {"users": None}, {"users": []}])
def test_an_answer_without_people_is_refused(answer: dict[str, object]) -> None:
    """It is none of Slack's."""
    with pytest.raises(MalformedPayloadError):
        parse_team_dnd(answer, at=AT)
