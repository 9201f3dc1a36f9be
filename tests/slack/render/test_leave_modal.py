"""The leave modal: what it asks, what it offers to whoever left, and what goes with erasing."""

import pytest

from bot.domain.ids import ChannelId
from bot.slack.ids import Field
from bot.slack.render.leave_modal import render_leave
from bot.slack.render.metadata import read_metadata
from tests.slack.render.seeing import content, takes_view, words_of


def test_leaving_keeps_history_unless_told_otherwise() -> None:
    """Erasing is final, so it is never the default."""
    view = render_leave()

    takes_view(view)
    assert content(view) == {Field.HISTORY: "keep"}
    assert "/unsit pause" in words_of(view)


def test_erasing_is_chosen_for_whoever_asked_for_it() -> None:
    """And leaving is still what the button does."""
    view = render_leave(erase=True)

    takes_view(view)
    assert content(view) == {Field.HISTORY: "erase"}
    assert view["submit"]["text"] == "Leave"


def test_whoever_left_is_only_asked_to_erase() -> None:
    """Nothing is chosen for whom nothing else is left to do, and the button says what it does."""
    view = render_leave(has_left=True)

    takes_view(view)
    assert content(view) == {}
    assert [view[part]["text"] for part in ("title", "submit", "close")] == [
        "Erase my history",
        "Erase it",
        "Keep it",
    ]
    assert read_metadata(view["private_metadata"]).hidden == {Field.HISTORY: "erase"}


@pytest.mark.parametrize("has_left", [True, False])
@pytest.mark.parametrize("count", [0, 1, 2, 11])
def test_erasing_says_which_boards_go_with_it(*, count: int, has_left: bool) -> None:
    """All of them, though it names ten at most."""
    channels = [ChannelId(f"C{number}") for number in range(count)]
    view = render_leave(boards=channels, has_left=has_left)

    takes_view(view)
    said = words_of(view)
    assert ("that you set up" in said) is bool(count)
    assert all(f"<#{channel}>" in said for channel in channels[:10])
    assert ("<#C10>" in said, "…" in said) == (False, count > 10)
    assert ("the board that" in said, "the boards that" in said) == (count == 1, count > 1)
