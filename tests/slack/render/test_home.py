"""The Home, and the state sentence that other surfaces share with it."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.cadence import Slot
from bot.domain.exercise import BodyProfile, Kind
from bot.domain.ids import ChannelId
from bot.domain.member import Member, OptIn, Settings
from bot.domain.plan import Intensity, Plan
from bot.domain.planning import join, pause
from bot.domain.score import Tally
from bot.domain.streak import Streak
from bot.domain.suggestion import CalmerPlan, QuietHour, Split
from bot.domain.work_hours import Window, WorkHours
from bot.domain.written_hours import parse_hours
from bot.services.programmes import Progress
from bot.services.views import Around, DoubtfulPost, Overview
from bot.slack.copy.languages import Language
from bot.slack.copy.translation import speaking
from bot.slack.ids import Action, View, read_post_again_value
from bot.slack.render import replies
from bot.slack.render.home import render_home
from bot.slack.render.state import state_sentence
from tests.builders import (
    MEMBER,
    MONDAY_MORNING,
    WORKSPACE,
    a_member,
    a_tally,
    at,
    some_settings,
)
from tests.domain import strategies
from tests.slack.render.builders import LAST_WEEK, TEAM_CHANNEL, an_overview
from tests.slack.render.seeing import buttons, takes_message, takes_view, words_of

MONDAY_AT_TWO = at("2026-03-02 14:00")

tallies = st.builds(
    lambda asked, completed, logged: Tally(
        asked=asked, completed=min(asked, completed), logged=logged
    ),
    st.integers(0, 500),
    st.integers(0, 500),
    st.integers(0, 50),
)


WEEKS = timedelta(days=100)

EACH_DAY_ANOTHER = WorkHours(
    tuple(tuple(Window(day + at * 60, day + at * 60 + 30) for at in range(24)) for day in range(7))
)

splits = st.builds(Split, **{part: st.integers(0, 900) for part in Split.__dataclass_fields__})

suggestions = (
    st.none()
    | st.builds(
        QuietHour, hour=st.integers(0, 23), missed=st.integers(8, 90), asked=st.integers(90, 99)
    )
    | st.builds(CalmerPlan, plan=strategies.plans())
)


@st.composite
def overviews(draw: st.DrawFn) -> Overview:
    """Draw the overview of anybody, in any state, at any time."""
    now = draw(strategies.instants)
    settings_ = Settings(
        zone=draw(strategies.zones), hours=draw(strategies.hours), plan=draw(strategies.plans())
    )
    member = join(None, workspace=WORKSPACE, member=MEMBER, settings=settings_, now=now)
    if draw(st.booleans()):
        until = now + timedelta(minutes=draw(st.integers(1, 500_000)))
        member = pause(member, until=until, now=now)
    posts = st.lists(
        st.builds(DoubtfulPost, channel=st.just(TEAM_CHANNEL), period=st.just(LAST_WEEK)),
        max_size=40,
    )
    return Overview(
        now=now + timedelta(minutes=draw(st.integers(0, 20_000))),
        member=draw(st.sampled_from((member, None))),
        today=draw(st.dictionaries(st.sampled_from(Kind), tallies)),
        week=draw(tallies),
        before=draw(tallies),
        streak=Streak(draw(st.integers(0, 400)), draw(st.none() | st.just(LAST_WEEK.first))),
        days=draw(st.dictionaries(st.dates(LAST_WEEK.first - WEEKS, LAST_WEEK.last), tallies)),
        split=draw(splits),
        suggestion=draw(suggestions),
        doubtful_posts=tuple(draw(posts)),
        boards=tuple(draw(st.lists(st.just(TEAM_CHANNEL), max_size=40))),
    )


@settings(max_examples=80, deadline=None)
@given(overview=overviews())
def test_slack_takes_any_home_and_any_status(overview: Overview) -> None:
    """Whoever looks, whenever."""
    takes_view(render_home(overview))
    takes_view(render_home(overview, charts=False))
    takes_message(replies.status(overview))
    takes_message(replies.stats(overview))


def test_a_stranger_learns_what_it_is_and_how_to_join() -> None:
    """With two lines on privacy, and nothing about figures."""
    for stranger in (None, a_member(opt_in=OptIn.NEVER)):
        view = render_home(an_overview(member=stranger))

        takes_view(view)
        assert view["callback_id"] == View.HOME
        assert buttons(view["blocks"]) == {Action.OPEN_JOIN: "Join"}
        said = words_of(view)
        assert "You have not joined" in said
        assert "nobody can join for you" in said
        assert "Streak" not in said


def test_somebody_who_left_learns_what_is_still_stored() -> None:
    """With the way back, and the end of it."""
    view = render_home(an_overview(member=a_member(opt_in=OptIn.LEFT)))

    takes_view(view)
    assert buttons(view["blocks"]) == {
        Action.OPEN_JOIN: "Join again",
        Action.OPEN_ERASE: "Erase my history",
    }
    assert "You have left" in words_of(view)
    assert "Still stored" in words_of(view)


@pytest.mark.parametrize(
    ("when", "is_offered"),
    [("2026-03-02 07:00", True), ("2026-03-02 17:31", False), ("2026-03-07 10:00", False)],
)
def test_a_pause_for_today_is_offered_while_work_is_ahead(when: str, *, is_offered: bool) -> None:
    """Not after it, and not on a day off."""
    view = render_home(an_overview(now=at(when)))

    assert (Action.PAUSE_TODAY in buttons(view["blocks"])) is is_offered


def test_what_others_can_see_is_said_as_it_is() -> None:
    """Whoever runs the app can read what it stores."""
    said = words_of(render_home(an_overview()))

    assert "Whoever runs Unsit can read the database." in said
    assert "only you see them" not in said


def test_a_member_sees_state_figures_and_privacy() -> None:
    """In this order."""
    view = render_home(an_overview(today={Kind.STAND: Tally(asked=8, completed=5)}))

    takes_view(view)
    said = words_of(view)
    parts = [
        "Today: stand 5 of 8.",
        "Last seven days",
        "Streak: 3 work days",
        "Your settings",
        "(Europe/London)",
        "Privacy",
        "Stored:",
    ]
    places = [said.lower().index(part.lower()) for part in parts]
    assert places == sorted(places)
    assert {Action.PAUSE_TODAY, Action.OPEN_SETTINGS, Action.OPEN_LEAVE} <= set(
        buttons(view["blocks"])
    )


def test_the_way_out_stands_where_privacy_is_explained() -> None:
    """The row on top has four buttons, which fit on a line."""
    rows = [block for block in render_home(an_overview())["blocks"] if block["type"] == "actions"]

    assert list(buttons(rows[:1])) == list(buttons(replies.status(an_overview()).blocks))
    assert len(buttons(rows[:1])) == 4
    assert buttons(rows[-1:]) == {
        Action.OPEN_LEAVE: "Leave",
        Action.OPEN_ERASE: "Erase my history",
    }


def test_nothing_is_recommended_to_who_has_chosen() -> None:
    """That word is for who still has to."""
    said = words_of(render_home(an_overview()))

    assert "*How often:* Standard, 3 nudges an hour at most" in said


def test_a_newcomer_reads_one_line_and_no_row_of_nothing() -> None:
    """Until something was asked of them, or they did something unasked."""
    new = {"week": Tally(), "before": Tally(), "streak": Streak()}
    said = words_of(render_home(an_overview(**new)))
    later = words_of(render_home(an_overview(**new, today={Kind.WALK: Tally(logged=1)})))

    assert "Nothing counted yet: your first nudge begins it." in said
    for row in ("Today:", "Last seven days", "Streak"):
        assert row not in said
        assert row in later


def test_settings_are_told_as_they_are() -> None:
    """Quiet blocks and holidays where there are any."""
    plain = words_of(render_home(an_overview()))
    chosen = some_settings(
        quiet=parse_hours("Mon-Fri 14-15"), calendar="DE-BY", calendar_is_own=True
    )
    own = words_of(render_home(an_overview(member=a_member(settings=chosen))))

    assert "Always quiet" not in plain
    assert "*Public holidays:* None, as in your workspace" in plain
    assert "*Always quiet:*\nMon-Fri 14:00-15:00" in own
    assert "*Public holidays:* Germany (Bayern)" in own


def test_minutes_of_ones_own_are_told() -> None:
    """Show what a press on "Fewer nudges" changes, and name no kind that is off."""
    both = Plan(intensity=Intensity.CUSTOM, stand_minutes=20, squeeze_minutes=40)
    one = Plan(
        intensity=Intensity.CUSTOM, stand_minutes=45, squeeze_minutes=None, body=BodyProfile.SEATED
    )
    none = Plan(intensity=Intensity.CUSTOM, stand_minutes=None, squeeze_minutes=None)

    told = [
        words_of(render_home(an_overview(member=a_member(settings=some_settings(plan=plan)))))
        for plan in (both, one, none)
    ]

    assert "Custom (stand every 20 minutes and squeeze every 40 minutes), 3 nudges" in told[0]
    assert "Custom (stretch every 45 minutes), 3 nudges" in told[1]
    assert "Custom, 3 nudges" in told[2]


def test_a_programme_is_shown_while_it_runs() -> None:
    """With its week and its dose."""
    member = a_member(programme_since=MONDAY_MORNING.date())
    progress = Progress(member=member, today=MONDAY_MORNING.date(), rounds={})

    view = render_home(an_overview(member=member), progress=progress)

    takes_view(view)
    assert "Your eight weeks" in words_of(view)
    assert "Your eight weeks" not in words_of(render_home(an_overview(member=member)))


def test_a_forgiven_day_is_shown() -> None:
    """So that nobody wonders why the streak goes on."""
    said = words_of(render_home(an_overview(streak=Streak(12, LAST_WEEK.first))))

    assert "Streak: 12 work days." in said
    assert "23 February was missed and is forgiven" in said


def test_the_longest_home_fits_into_slacks_limits() -> None:
    """Twelve full weeks, a programme, a suggestion, and more boards than are listed."""
    member = a_member(
        settings=some_settings(
            hours=EACH_DAY_ANOTHER,
            quiet=parse_hours("Mon-Sun 3-4"),
            calendar="BR-São Paulo Capital",
        ),
        programme_since=MONDAY_MORNING.date(),
    )
    today = MONDAY_MORNING.date()
    overview = an_overview(
        member=member,
        today={kind: Tally(asked=99, completed=98, logged=97) for kind in Kind},
        days={today - timedelta(days=ago): a_tally() for ago in range(100)},
        split=Split(done=999, already_up=999, put_off=999, skipped=999, unanswered=999, held=999),
        suggestion=QuietHour(hour=23, missed=90, asked=99),
        streak=Streak(400, LAST_WEEK.first),
        doubtful_posts=(DoubtfulPost(channel=TEAM_CHANNEL, period=LAST_WEEK),) * 100,
        boards=(TEAM_CHANNEL,) * 100,
    )
    progress = Progress(member=member, today=today, rounds={today: 9})

    for language in Language:
        with speaking(language):
            view = render_home(overview, progress=progress)
            takes_view(view)
            assert len(view["blocks"]) <= 80


def test_a_board_in_doubt_can_be_posted_again() -> None:
    """The button names the channel and the board's last day."""
    post = DoubtfulPost(channel=TEAM_CHANNEL, period=LAST_WEEK)
    view = render_home(an_overview(doubtful_posts=(post,), boards=(ChannelId("C0OTHER"),)))

    takes_view(view)
    assert "The board of 23 February to 1 March in <#C0TEAM>" in words_of(view)
    assert "A weekly board in <#C0OTHER>" in words_of(view)
    again = [block["accessory"] for block in view["blocks"] if "accessory" in block]
    assert [each["action_id"] for each in again] == [Action.BOARD_POST_AGAIN]
    assert read_post_again_value(again[0]["value"]) == (TEAM_CHANNEL, "2026-03-01")


def token(when: datetime, form: str, fallback: str) -> str:
    """Write a moment as Slack takes it."""
    return f"<!date^{int(when.timestamp())}^{form}|{fallback}>"


def a_member_next_at(when: datetime | None, **changes: object) -> Member:
    """Make a member whose next nudge is known."""
    slot = None if when is None else Slot(at=when, kinds=(Kind.STAND,))
    return a_member(next_slot=slot, **changes)


def test_at_work_the_sentence_says_until_when_and_the_next_one() -> None:
    """The next one only about, since nobody likes to wait for a ping."""
    member = a_member_next_at(at("2026-03-02 14:21"))
    end = token(at("2026-03-02 17:30"), "{time}", "17:30")
    following = token(at("2026-03-02 14:20"), "{time}", "14:20")

    said = state_sentence(member, Around(now=MONDAY_AT_TWO))

    assert said == f"Today until {end}; next nudge about {following}."


@pytest.mark.parametrize(
    ("minute", "said"), [("14:02", "14:00"), ("14:03", "14:05"), ("14:58", "15:00")]
)
def test_about_is_to_the_nearest_five_minutes(minute: str, said: str) -> None:
    """On the hour, too."""
    member = a_member_next_at(at(f"2026-03-02 {minute}"))

    assert f"|{said}>." in state_sentence(member, Around(now=MONDAY_AT_TWO))


def test_after_work_the_sentence_names_the_day_of_the_next_one() -> None:
    """Slack says it as a date, and the fallback by the member's own calendar."""
    following = at("2026-03-03 09:20")
    member = a_member_next_at(following)
    day = token(following, "{date_long_pretty}, about {time}", "Tuesday 3 March, about 09:20")

    said = state_sentence(member, Around(now=at("2026-03-02 20:00")))

    assert said == f"Quiet outside your hours; next nudge {day}."


def test_work_until_midnight_is_todays() -> None:
    """Not until tomorrow at 00:00."""
    now, midnight = MONDAY_AT_TWO, at("2026-03-03 00:00")
    member = a_member(settings=some_settings(hours=parse_hours("Mon-Fri 00:00-24:00")))

    said = state_sentence(member, Around(now=now))

    assert f"Today until {token(midnight, '{time}', '00:00')};" in said


def test_moments_are_said_in_the_members_own_zone() -> None:
    """The fallback, that is: Slack itself goes by the reader's clock."""
    member = a_member_next_at(at("2026-03-02 04:00"), settings=some_settings(zone="Asia/Kathmandu"))

    said = state_sentence(member, Around(now=at("2026-03-02 03:30")))

    assert "|17:30>" in said
    assert "|09:45>" in said


def test_a_pause_ends_when_work_begins_again() -> None:
    """`until monday` ends at midnight, when nobody expects a nudge."""
    until = at("2026-03-09 00:00")
    member = a_member(opt_in=OptIn.PAUSED, paused_until=until)
    back = token(at("2026-03-09 09:00"), "{date_long_pretty} at {time}", "Monday 9 March, 09:00")

    assert state_sentence(member, Around(now=MONDAY_MORNING)) == f"Paused until {back}."
    view = render_home(an_overview(member=member))
    assert Action.RESUME in buttons(view["blocks"])
    assert Action.PAUSE_TODAY not in buttons(view["blocks"])


def test_a_pause_that_is_over_is_no_pause() -> None:
    """Even before anything has taken note of its end."""
    member = a_member(opt_in=OptIn.PAUSED, paused_until=MONDAY_MORNING)

    assert "Paused" not in state_sentence(member, Around(now=MONDAY_AT_TWO))


def test_where_nothing_is_planned_the_sentence_says_so() -> None:
    """Today, or ever."""
    member = a_member_next_at(None)
    weekends = a_member_next_at(None, settings=some_settings(hours=parse_hours("Sat 10-11")))

    assert "nothing more is planned" in state_sentence(member, Around(now=MONDAY_AT_TWO))
    assert "leave no time for a nudge" in state_sentence(weekends, Around(now=MONDAY_AT_TWO))


@pytest.mark.parametrize(
    ("week", "before", "said"),
    [
        (Tally(), a_tally(asked=40), "nothing asked yet"),
        (a_tally(asked=10, completed=5), Tally(), "So far: 50% of what was asked."),
        (a_tally(asked=10, completed=5), a_tally(asked=9), "So far: 50% of what was asked."),
        (a_tally(asked=10, completed=9), a_tally(asked=40, completed=20), "more than your usual"),
        (a_tally(asked=20, completed=11), a_tally(asked=40, completed=20), "about as usual"),
        (a_tally(asked=10, completed=2), a_tally(asked=40, completed=20), "Some weeks are like"),
    ],
)
def test_a_week_is_compared_with_ones_own_usual(week: Tally, before: Tally, said: str) -> None:
    """In words, and never as a reproach."""
    assert said in replies.stats(an_overview(week=week, before=before)).text


def test_today_counts_by_exercise_and_leaves_out_what_was_not_asked() -> None:
    """No zeros."""
    today = {
        Kind.STAND: Tally(asked=8, completed=5, logged=1),
        Kind.SQUEEZE: Tally(),
        Kind.WALK: Tally(logged=2),
        Kind.SELFCARE: Tally(asked=1, completed=1),
    }

    text = replies.stats(an_overview(today=today)).text

    counts = "stand 5 of 8 plus 1 on your own, walk 2 on your own and selfcare 1 of 1"
    assert f"Today: {counts}." in text
    assert "squeeze" not in text
    assert "nothing counted yet" in replies.stats(an_overview(today={})).text


def test_a_streak_starts_without_a_zero() -> None:
    """Nobody needs to read that they have none."""
    assert (
        "half of what was asked done, or more, starts one"
        in replies.stats(an_overview(streak=Streak())).text
    )
    assert "Streak: 1 work day." in replies.stats(an_overview(streak=Streak(1))).text
