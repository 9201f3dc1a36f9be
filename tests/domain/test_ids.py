"""Names of things in Slack."""

from tests.builders import a_message


def test_a_message_is_known_by_channel_and_ts() -> None:
    """Two references to one message are equal, and can stand in a set."""
    assert {a_message(), a_message()} == {a_message()}
    assert a_message(ts="1.2") != a_message(ts="1.3")
