"""A channel's board: the team first, nobody last, and no pings."""

import re
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.ids import MemberId
from bot.domain.leaderboard import Improvement, Leaderboard
from bot.domain.score import Tally
from bot.services.ports import BoardEnded, BoardPosting
from bot.slack.ids import Action
from bot.slack.render.board_changes import (
    render_board_moved,
    render_board_off,
    render_board_scheduled,
)
from bot.slack.render.leaderboard import render_leaderboard, render_my_place
from bot.slack.render.notices import render_notice
from tests.boards import board_of
from tests.builders import WORKSPACE, a_tally, at
from tests.slack.render.builders import (
    ANA,
    BEN,
    DEV,
    LAST_WEEK,
    TEAM_CHANNEL,
    a_board,
    a_posting,
    a_standing,
    my_place,
)
from tests.slack.render.seeing import buttons, takes_message

MENTION = re.compile(r"<@|<!(?!date)")

people = st.integers(0, 30).map(lambda number: MemberId(f"U{number:08}"))
tallies = st.builds(
    lambda asked, completed, logged: Tally(
        asked=asked, completed=min(asked, completed), logged=logged
    ),
    st.integers(0, 60),
    st.integers(0, 60),
    st.integers(0, 15),
)


@st.composite
def postings(draw: st.DrawFn) -> BoardPosting:
    """Draw any board as the rules compose it, with any aliases."""
    counts = draw(st.dictionaries(people, tallies, max_size=30))
    board = board_of(
        LAST_WEEK,
        counts,
        baselines=draw(st.dictionaries(people, tallies, max_size=30)),
        shown=frozenset(counts),
    )
    aliases = st.none() | st.text(min_size=1, max_size=40)
    return BoardPosting(
        workspace=WORKSPACE,
        channel=TEAM_CHANNEL,
        set_by=DEV,
        board=board,
        names={member: draw(aliases) for member in counts},
    )


@settings(max_examples=100, deadline=None)
@given(posting=postings())
def test_slack_takes_any_board_and_its_first_post_pings_nobody(posting: BoardPosting) -> None:
    """Whatever people call themselves."""
    post = render_leaderboard(posting)

    takes_message(post)
    takes_message(render_leaderboard(posting, mentions=True))
    assert not MENTION.search(post.text)
    for block in post.blocks:
        assert not MENTION.search(str(block))


def test_the_team_comes_first_then_those_who_chose_it_then_all_together() -> None:
    """In this order, and in the text as in the blocks."""
    text = render_leaderboard(a_posting(), mentions=True).text

    parts = [
        "*150 exercises* done from 23 February to 1 March, by 9 people together: 71%",
        "1. <@U0ANA>: 23 of 25",
        "2. <@U0BEN>: 23 of 25",
        "2. The &lt;Comet&gt; &amp; co: 23 of 25",
        "Equal scores share a place.",
        "*Most improved on their own usual:* <@U0BEN>, up by 12 points.",
        "On average that is 17 for each of you",
        "Set up by <@U0DEV>. Besides whoever set it up, only people who chose it are named",
    ]
    assert [text.index(part) for part in parts] == sorted(text.index(part) for part in parts)


def test_until_the_edit_those_without_an_alias_are_teammates() -> None:
    """The first post is complete in itself."""
    text = render_leaderboard(a_posting()).text

    assert "1. a teammate: 23 of 25" in text
    assert "2. The &lt;Comet&gt; &amp; co" in text
    assert "Set up by a teammate." in text


def test_post_and_edit_differ_in_names_alone() -> None:
    """So that nothing jumps when the names come in."""
    post = render_leaderboard(a_posting())
    edit = render_leaderboard(a_posting(), mentions=True)

    assert re.sub(r"<@\w+>", "a teammate", edit.text) == post.text
    assert len(edit.blocks) == len(post.blocks)


def test_nobody_has_a_zero() -> None:
    """Whoever did all of it unasked is shown by that."""
    rows = (
        a_standing(1, ANA, Tally(asked=6, logged=3)),
        a_standing(2, BEN, Tally(asked=6, completed=2, logged=1)),
    )
    text = render_leaderboard(a_posting(a_board(shown=rows, improved=None))).text

    assert "1. a teammate: 3 of their own" in text
    assert "2. a teammate: 2 of 6, plus 1 of their own" in text
    assert "share a place" not in text
    assert not re.search(r"\b0\b", text)


@pytest.mark.parametrize(
    ("total", "said"),
    [
        (Tally(asked=50), "A quiet week"),
        (Tally(asked=50, logged=4), "*4 exercises* done from 23 February to 1 March, by 9 people"),
        (Tally(asked=50, completed=1), "*1 exercise* done"),
    ],
)
def test_a_team_with_little_to_show_is_not_shown_up(total: Tally, said: str) -> None:
    """No zeros here either."""
    text = render_leaderboard(a_posting(a_board(total=total, shown=(), improved=None))).text

    assert said in text
    assert "chose to be shown*" not in text
    assert "0%" not in text


def test_a_gain_too_small_to_see_is_not_announced() -> None:
    """Up by no points is no news."""
    board = a_board(improved=Improvement(member=BEN, by=Fraction(1, 500)))

    assert "Most improved" not in render_leaderboard(a_posting(board)).text


@pytest.mark.parametrize(
    ("participants", "missing"), [(0, "5 more people"), (3, "2 more people"), (4, "1 more person")]
)
def test_a_board_of_few_shows_nothing_but_the_way_in(participants: int, missing: str) -> None:
    """Not even the total."""
    rendered = render_leaderboard(a_posting(a_board(participants=participants)))

    takes_message(rendered)
    assert missing in rendered.text
    assert "142" not in rendered.text
    assert "teammate" not in rendered.text
    assert buttons(rendered.blocks) == {Action.OPEN_JOIN: "Join"}


def test_a_new_board_is_announced_with_one_button_and_two_lines_on_privacy() -> None:
    """And with who wanted it."""
    rendered = render_board_scheduled(
        by=DEV, next_at=at("2026-03-09 16:00"), zone=ZoneInfo("Europe/London")
    )

    takes_message(rendered)
    assert "<@U0DEV> set up a weekly board here" in rendered.text
    assert "every Monday at 16:00 (Europe/London)" in rendered.text
    assert "|Monday 9 March, 16:00>" in rendered.text
    assert buttons(rendered.blocks) == {Action.OPEN_JOIN: "Join"}
    assert len(rendered.blocks[-1]["elements"]) == 2


def test_a_board_that_moves_or_ends_is_one_line() -> None:
    """Who, and when."""
    zone = ZoneInfo("Europe/London")
    moved = render_board_moved(by=DEV, next_at=at("2026-03-09 16:00"), zone=zone)
    ended = render_board_off(by=DEV)

    for rendered in (moved, ended):
        takes_message(rendered)
        assert len(rendered.blocks) == 1
    assert moved.text == (
        "<@U0DEV> moved the weekly board here to Monday at 16:00 (Europe/London)."
    )
    assert ended.text == "<@U0DEV> ended the weekly board here."


def test_ones_own_place_is_told_to_oneself_beside_the_board() -> None:
    """Hidden or not."""
    rendered = render_my_place(my_place())

    takes_message(rendered)
    assert "You, 23 February to 1 March: 12 of 20 (60%)." in rendered.text
    assert "Plus 2 on your own, which count a little." in rendered.text
    assert "Place 4 of 9 people" in rendered.text
    assert "Only you see this." in rendered.text
    assert "1. <@U0ANA>" in rendered.text


def test_without_enough_asks_there_is_no_place_yet() -> None:
    """And it says how many it takes."""
    rendered = render_my_place(my_place(place=None, tally=a_tally(asked=2, completed=1)))

    takes_message(rendered)
    assert "at least 5 nudged exercises" in rendered.text


def test_a_board_of_few_is_not_shown_to_members_either() -> None:
    """Or asking for one's own place would be a way around it."""
    board: Leaderboard = a_board(participants=4)
    rendered = render_my_place(my_place(board=board))

    takes_message(rendered)
    assert "You, " in rendered.text
    assert "<@U0ANA>" not in rendered.text
    assert "142" not in rendered.text


def test_a_board_that_ended_is_told_with_the_way_back() -> None:
    """To whoever set it up."""
    rendered = render_notice(BoardEnded(channel=TEAM_CHANNEL))

    takes_message(rendered)
    assert "<#C0TEAM> has ended" in rendered.text
    assert "/unsit board here" in rendered.text
