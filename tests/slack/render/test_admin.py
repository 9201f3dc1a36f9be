"""What admins see: Slack takes it in every language, and it loses nothing of what they typed."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.exercise import Kind
from bot.domain.own_exercise import LONGEST_LINK, LONGEST_TEXT, OwnExercise, own_key
from bot.domain.score import Tally
from bot.domain.status import StatusWords
from bot.services.administration import Setup
from bot.services.exercises import MOST_OWN
from bot.slack.copy.languages import Language
from bot.slack.copy.translation import speaking
from bot.slack.ids import Action
from bot.slack.render.admin_modal import (
    AdminDraft,
    read_admin_draft,
    read_words,
    render_admin,
    written_words,
)
from bot.slack.render.exercises_modal import render_exercises
from bot.slack.render.home import render_home
from tests.builders import MONDAY_MORNING
from tests.slack.render.builders import an_overview
from tests.slack.render.seeing import buttons, content, takes_view, words_of

NOTHING = Setup(
    members=0,
    boards=0,
    calendar="",
    paused_until=None,
    has_own_words=False,
    exercises=0,
    participants=None,
    week=Tally(),
)
EVERYTHING = Setup(
    members=12_345,
    boards=678,
    calendar="BR-São Paulo Capital",
    paused_until=MONDAY_MORNING,
    has_own_words=True,
    exercises=MOST_OWN,
    participants=9_876,
    week=Tally(asked=1_234_567, completed=1_234_566),
)
DRAFT = AdminDraft(country="DE", region="BY", words=written_words(StatusWords(meeting=("1:1",))))

drafts = st.builds(
    AdminDraft,
    country=st.sampled_from(["none", "JP", "DE"]),
    region=st.just("all"),
    is_paused=st.just(value=True),
    day=st.dates().map(str),
    words=st.fixed_dictionaries(
        {name: st.text(max_size=200) for name in ("meeting", "focus", "away", "never")}
    ),
    with_usual=st.booleans(),
)


@pytest.fixture(params=Language)
def language(request: pytest.FixtureRequest) -> Iterator[Language]:
    """Speak each language in turn."""
    with speaking(request.param):
        yield request.param


@pytest.mark.usefixtures("language")
def test_slack_takes_the_modals_in_every_language() -> None:
    """With as much in them as there can be."""
    longest = OwnExercise(
        key=own_key(Kind.SELFCARE, "1"),
        text=f"{'x' * (LONGEST_TEXT - 2)} &",
        link="https://" + "x" * (LONGEST_LINK - 8),
    )

    for draft in (DRAFT, replace(DRAFT, is_paused=True, day="2026-12-01", country="none")):
        takes_view(render_admin(draft, answer_url="https://hooks.slack.com/1"))
    for own in ([], [longest] * MOST_OWN):
        takes_view(render_exercises(own, kind=Kind.WALK, text="half a", link="http"))


@pytest.mark.usefixtures("language")
@pytest.mark.parametrize("setup", [NOTHING, EVERYTHING])
def test_slack_takes_the_home_of_an_admin_in_every_language(setup: Setup) -> None:
    """Of one who has joined, and of one who has not."""
    for overview in (an_overview(), an_overview(member=None)):
        view = render_home(overview, setup=setup)
        takes_view(view)
        assert {Action.OPEN_ADMIN, Action.OPEN_EXERCISES} <= set(buttons(view["blocks"]))


def test_a_checklist_says_what_is_left_to_do() -> None:
    """And what is done."""
    begun, done = (
        words_of(render_home(an_overview(), setup=each)) for each in (NOTHING, EVERYTHING)
    )

    assert begun.count(":white_large_square:") == 3
    assert done.count(":white_large_square:") == 0
    assert "Public holidays: Brazil (São Paulo Capital)." in done
    assert "12,345 people have joined" in done
    assert "9,876 people did 1,234,566 of 1,234,567" in done
    assert "Nobody here is nudged until" in done


@given(draft=drafts)
def test_nothing_that_was_typed_is_lost(draft: AdminDraft) -> None:
    """Drawn again and read back it is the same."""
    assert read_admin_draft(content(render_admin(draft))) == draft


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", ()),
        (" , \n ", ()),
        ("jour fixe, :coffee:\nretro", ("jour fixe", ":coffee:", "retro")),
        ("会議、打ち合わせ", ("会議", "打ち合わせ")),
    ],
)
def test_words_are_read_as_they_are_typed(typed: str, words: tuple[str, ...]) -> None:
    """On lines of their own or with any comma between them."""
    assert read_words(typed) == words


def test_where_nobody_has_joined_an_admin_is_asked_to_begin() -> None:
    """A nought is no invitation."""
    said = words_of(render_home(an_overview(member=None), setup=NOTHING))

    assert "Nobody has joined yet: begin with yourself." in said
    assert "0 people" not in said
