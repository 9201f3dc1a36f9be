"""Names of things in Slack."""

from datetime import UTC, datetime

import pytest

from bot.domain.ids import ChannelId, MessageRef, MessageTs
from tests.builders import a_message


def test_a_message_is_known_by_channel_and_ts() -> None:
    """Two references to one message are equal, and can stand in a set."""
    assert {a_message(), a_message()} == {a_message()}
    assert a_message(ts="1.2") != a_message(ts="1.3")


@pytest.mark.parametrize(
    ("ts", "at"),
    [
        ("1772442000.000100", datetime(2026, 3, 2, 9, 0, 0, 100, tzinfo=UTC)),
        ("1772442000", datetime(2026, 3, 2, 9, tzinfo=UTC)),
        ("1772442000.5", datetime(2026, 3, 2, 9, 0, 0, 5, tzinfo=UTC)),
        ("odd", None),
        ("", None),
        ("1772442000.odd", None),
        ("9" * 30, None),
    ],
)
def test_a_message_says_when_it_was_taken(ts: str, at: datetime | None) -> None:
    """Slack's timestamp is an instant; an odd one is none."""
    assert MessageRef(channel=ChannelId("D1"), ts=MessageTs(ts)).at == at


@pytest.mark.parametrize(("channel", "direct"), [("D0ANA", True), ("C0GENERAL", False)])
def test_direct_messages_are_told_by_their_channel(channel: str, *, direct: bool) -> None:
    """Slack's ids of direct channels begin with a D."""
    ref = MessageRef(channel=ChannelId(channel), ts=MessageTs("1.1"))
    assert ref.is_direct is direct
