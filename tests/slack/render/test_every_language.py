"""Everything that the app shows, in each language: Slack takes it, and nudges stay short."""

import itertools
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.domain.cadence import Slot
from bot.domain.exercise import CATALOGUE, BodyProfile, Kind
from bot.domain.ids import MemberId
from bot.domain.member import BoardName, OptIn
from bot.domain.nudge import Answer
from bot.domain.plan import Intensity, plan_of
from bot.domain.suggestion import CalmerPlan, QuietHour
from bot.services.ports import BoardEnded
from bot.slack.copy.languages import Language
from bot.slack.copy.translation import speaking
from bot.slack.ids import PauseUntil
from bot.slack.render.board_changes import (
    render_board_moved,
    render_board_off,
    render_board_scheduled,
)
from bot.slack.render.elements import Block
from bot.slack.render.home import render_home
from bot.slack.render.how_modal import render_how
from bot.slack.render.leaderboard import render_leaderboard, render_my_place
from bot.slack.render.leave_modal import render_leave
from bot.slack.render.message import Rendered
from bot.slack.render.notices import render_notice
from bot.slack.render.nudge import CardState, card_state, render_nudge
from bot.slack.render.pause_modal import render_pause
from bot.slack.render.programme import render_programme
from bot.slack.render.settings_modal import draft_of, render_settings
from bot.slack.render.welcome import render_welcome
from tests.builders import MONDAY_MORNING, a_member
from tests.slack.render.builders import (
    SQUEEZE,
    STAND,
    TEAM_CHANNEL,
    a_card,
    a_posting,
    an_overview,
    my_place,
)
from tests.slack.render.seeing import takes_blocks, takes_message, takes_view
from tests.slack.render.test_invitations import OWN, WITHIN, said
from tests.slack.render.test_replies import ALL as REPLIES

LATER = MONDAY_MORNING + timedelta(hours=2)
LONDON = ZoneInfo("Europe/London")
ANA = MemberId("U0ANA")

FEWER_WORDS_THAN = 12
MOST_CHARACTERS = {Language.JAPANESE: 45}
"""Where words are not told apart by blanks: as many as a notification shows."""

CARDS = {
    CardState.OPEN: a_card(),
    CardState.PART_DONE: a_card(STAND, SQUEEZE, completed=(Kind.STAND,)),
    CardState.DONE: a_card(completed=(Kind.STAND,)),
    CardState.SNOOZED: a_card(
        answer=Answer.SNOOZED,
        snoozed_until=LATER,
        member=a_member(snoozed=Slot(at=LATER, kinds=(Kind.STAND,))),
    ),
    CardState.RETURNED: a_card(
        answer=Answer.SNOOZED, snoozed_until=LATER, member=a_member(last_nudge_at=LATER)
    ),
    CardState.SKIPPED: a_card(answer=Answer.SKIPPED),
    CardState.BUSY: a_card(
        answer=Answer.BUSY, member=a_member(opt_in=OptIn.PAUSED, paused_until=LATER)
    ),
    CardState.ALREADY_UP: a_card(answer=Answer.ALREADY_UP),
    CardState.EXPIRED: a_card(member=a_member(last_nudge_at=LATER)),
    CardState.CLOSED: a_card(is_over=True),
}

HOMES = {
    "joined": an_overview(),
    "unknown": an_overview(member=None),
    "left": an_overview(member=a_member(opt_in=OptIn.LEFT)),
    "paused": an_overview(member=a_member(opt_in=OptIn.PAUSED, paused_until=LATER)),
    "calmer": an_overview(suggestion=CalmerPlan(plan=plan_of(Intensity.GENTLE))),
    "quieter": an_overview(suggestion=QuietHour(hour=9, missed=12, asked=14)),
    "owner": an_overview(boards=(TEAM_CHANNEL,)),
}

MESSAGES: dict[str, Callable[[], Rendered]] = {
    "left": lambda: render_nudge(a_card(member=a_member(opt_in=OptIn.LEFT))),
    "practice": lambda: render_nudge(a_card(STAND, SQUEEZE, practice=True)),
    "board": lambda: render_leaderboard(a_posting(), mentions=True),
    "place": lambda: render_my_place(my_place()),
    "board_scheduled": lambda: render_board_scheduled(by=ANA, next_at=LATER, zone=LONDON),
    "board_moved": lambda: render_board_moved(by=ANA, next_at=LATER, zone=LONDON),
    "board_off": lambda: render_board_off(by=ANA),
    "board_ended": lambda: render_notice(BoardEnded(channel=TEAM_CHANNEL)),
    "welcome": render_welcome,
}


def programmes() -> Iterator[Rendered]:
    """Yield the programme in every week, before and after it, for whoever may take it easy."""
    first = date(2026, 3, 2)
    for body, day in itertools.product(BodyProfile, range(-7, 7 * 9, 7)):
        today = first + timedelta(days=day)
        drawn = render_programme(
            first if day >= 0 else None,
            today=today,
            rounds={today: 4},
            plan=plan_of(Intensity.STANDARD, body=body),
        )
        yield Rendered(text="drawn", blocks=drawn)


def views() -> Iterator[Block]:
    """Yield every modal and every Home."""
    for joining, intensity, name in itertools.product((True, False), Intensity, BoardName):
        draft = draft_of(None, zone="Europe/Lisbon")
        chosen = replace(draft, intensity=intensity, board_name=name, country="DE")
        yield render_settings(chosen, joining=joining)
    for has_left, erase in itertools.product((True, False), repeat=2):
        yield render_leave(has_left=has_left, erase=erase, boards=[TEAM_CHANNEL])
    for body in BodyProfile:
        yield render_how([each.key for each in CATALOGUE], body)
    for until in PauseUntil:
        yield render_pause(until)
    for overview in HOMES.values():
        yield render_home(overview)


def words(line: str) -> list[str]:
    """Return the words of a line, without the marks that French sets apart."""
    return [word for word in line.split() if any(sign.isalnum() for sign in word)]


@pytest.fixture(params=Language, autouse=True)
def language(request: pytest.FixtureRequest) -> Iterator[Language]:
    """Speak each language in turn."""
    with speaking(request.param):
        yield request.param


def test_slack_takes_every_answer() -> None:
    """And its text says what its blocks say."""
    for answer in (*REPLIES.values(), *MESSAGES.values()):
        takes_message(answer())


def test_slack_takes_a_card_in_every_state() -> None:
    """With all of its buttons and its menu."""
    for state, card in CARDS.items():
        assert card_state(card) is state
        takes_message(render_nudge(card))


def test_slack_takes_the_programme_in_every_week() -> None:
    """And before it, and after."""
    for drawn in programmes():
        takes_blocks(drawn)


def test_slack_takes_every_modal_and_every_home() -> None:
    """Titles and buttons of modals are short in English, and longer elsewhere."""
    for view in views():
        takes_view(view)


def test_nudges_fit_a_notification(language: Language) -> None:
    """Whatever they ask for, in whichever of the wordings."""
    for size, body in itertools.product(range(1, len(Kind) + 1), BodyProfile):
        for kinds in itertools.combinations(Kind, size):
            for turn in range(60):
                if language in MOST_CHARACTERS:  # in which nobody words their own in English
                    line = said(kinds, turn, body=body)
                    assert len(line) <= MOST_CHARACTERS[language], line
                else:
                    line = said(kinds, turn, body=body, own=OWN if turn % 3 == 0 else None)
                    assert len(words(line)) < FEWER_WORDS_THAN, line


@pytest.mark.parametrize("body", BodyProfile)
def test_no_line_comes_twice_within_ten_nudges(body: BodyProfile) -> None:
    """Whatever is asked for: no two sentences of English have become one."""
    for size in range(1, len(Kind) + 1):
        for kinds in itertools.combinations(Kind, size):
            lines = [said(kinds, turn, body=body) for turn in range(60)]
            for start in range(len(lines) - WITHIN + 1):
                assert len(set(lines[start : start + WITHIN])) == WITHIN, lines[start]
