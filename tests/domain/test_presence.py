"""How long what Slack said of somebody counts."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.presence import (
    AWAY_UNCONFIRMED,
    LONGEST_SPELL,
    UNSEEN,
    Busy,
    Doing,
    DoNotDisturb,
)

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def after(minutes: int) -> datetime:
    """Return the instant so many minutes later."""
    return NOW + minutes * MINUTE


@pytest.mark.parametrize("busy", [Busy.MEETING, Busy.FOCUS])
def test_a_spell_without_an_end_is_believed_for_some_hours(busy: Busy) -> None:
    """However often it is heard of again."""
    first = UNSEEN.doing(Doing(at=NOW, status=busy))
    again = first.doing(Doing(at=after(200), status=busy))
    end = NOW + LONGEST_SPELL

    for presence in (first, again):
        assert presence.busy_with(end - MINUTE) is busy
        assert presence.busy_with(end) is None


def test_a_new_spell_begins_anew() -> None:
    """Only one and the same status grows old."""
    meeting = UNSEEN.doing(Doing(at=NOW, status=Busy.MEETING))
    between = meeting.doing(Doing(at=after(100)))
    second = between.doing(Doing(at=after(200), status=Busy.MEETING))

    assert second.busy_with(NOW + LONGEST_SPELL) is Busy.MEETING


def test_a_spell_with_an_end_lasts_to_it() -> None:
    """People know how long their workshop is."""
    presence = UNSEEN.doing(Doing(at=NOW, status=Busy.MEETING, status_until=after(600)))

    assert presence.busy_with(after(599)) is Busy.MEETING
    assert presence.busy_with(after(600)) is None


def test_an_absence_without_an_end_is_believed_while_it_is_confirmed() -> None:
    """Weeks of leave are common; a status of which nothing is heard any more is not."""
    first = UNSEEN.doing(Doing(at=NOW, status=Busy.AWAY))
    later = NOW + AWAY_UNCONFIRMED
    again = first.doing(Doing(at=later, status=Busy.AWAY))

    assert first.busy_with(later - MINUTE) is Busy.AWAY
    assert first.busy_with(later) is None
    assert again.busy_with(later + MINUTE) is Busy.AWAY


def test_a_huddle_without_an_end_is_believed_for_some_hours() -> None:
    """News of its end may be lost, and it must not silence for ever."""
    first = UNSEEN.doing(Doing(at=NOW, in_huddle=True))
    again = first.doing(Doing(at=after(200), in_huddle=True))

    assert again.huddles(NOW + LONGEST_SPELL - MINUTE)
    assert not again.huddles(NOW + LONGEST_SPELL)


def test_a_huddle_is_over_when_slack_says() -> None:
    """That may be sooner, or later."""
    presence = UNSEEN.doing(Doing(at=NOW, in_huddle=True, huddle_until=after(600)))

    assert presence.huddles(after(599))
    assert not presence.huddles(after(600))


def test_a_second_huddle_begins_anew() -> None:
    """The time between the two counts for neither."""
    first = UNSEEN.doing(Doing(at=NOW, in_huddle=True))
    second = first.doing(Doing(at=after(100))).doing(Doing(at=after(200), in_huddle=True))

    assert second.huddles(NOW + LONGEST_SPELL)


def test_older_news_change_nothing() -> None:
    """Events overtake each other."""
    presence = UNSEEN.doing(Doing(at=NOW, status=Busy.AWAY)).disturbed(DoNotDisturb(at=NOW))

    assert presence.doing(Doing(at=after(-1))) is presence
    assert presence.disturbed(DoNotDisturb(at=after(-1))) is presence
