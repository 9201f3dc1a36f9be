"""The join and settings modal: prefilled, and never losing what somebody typed."""

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.alias import LONGEST_ALIAS, AliasFlaw, AliasProblem
from bot.domain.exercise import BodyProfile
from bot.domain.holiday import list_calendars
from bot.domain.member import AliasError, BoardName, SettingsError
from bot.domain.plan import Intensity, PlanError, SelfcareEvery
from bot.domain.work_hours import WorkHoursError
from bot.domain.written_hours import parse_hours
from bot.domain.zone import UnknownZoneError, zone_names
from bot.slack.copy.languages import Language
from bot.slack.copy.translation import speaking
from bot.slack.ids import Field, View
from bot.slack.render.calendars import (
    calendar_chosen,
    calendar_name,
    country_input,
    region_inputs,
)
from bot.slack.render.draft import Draft
from bot.slack.render.metadata import read_metadata
from bot.slack.render.settings_modal import draft_of, read_draft, render_settings
from bot.slack.render.settings_problems import QuietProblem, SettingsProblem, settings_problem
from bot.slack.render.zones import zone_groups
from tests.builders import a_plan, some_settings
from tests.slack.render.seeing import content, inputs, takes_view, words_of

BYTES = 250_000

drafts = st.builds(
    Draft,
    zone=st.none() | st.sampled_from(sorted(zone_names())) | st.just("Mars/Olympus"),
    hours_text=st.text(max_size=1000),
    quiet_text=st.text(max_size=1000),
    country=st.sampled_from(["workspace", "none", "DE", "JP", "IT", "AQ"]),
    region=st.sampled_from(["all", "BY", "13", "nowhere"]),
    intensity=st.sampled_from(Intensity),
    stand_minutes=st.text(max_size=10).map(str.strip),
    squeeze_minutes=st.text(max_size=10).map(str.strip),
    budget=st.sampled_from("123456"),
    body=st.sampled_from(BodyProfile),
    walks=st.integers(0, 2),
    selfcare=st.sampled_from(SelfcareEvery),
    board_name=st.sampled_from(BoardName),
    alias=st.text(max_size=LONGEST_ALIAS),
    tips=st.booleans(),
    language=st.none() | st.sampled_from(["de", "ja", "pt-BR"]),
)


def test_a_newcomer_finds_everything_filled_in() -> None:
    """So that pressing the button is all that is left to do."""
    view = render_settings(draft_of(None, zone="Europe/Lisbon"), joining=True)

    takes_view(view)
    assert view["callback_id"] == View.JOIN
    held = content(view)
    assert held == {
        Field.ZONE: "Europe/Lisbon",
        Field.HOURS: "Mon-Fri 09:00-12:30, 13:30-17:30",
        Field.INTENSITY: "standard",
        Field.BODY: "standing",
        Field.WALKS: "1",
        Field.SELFCARE: "off",
        Field.BOARD: "hidden",
    }
    assert next(iter(held)) == Field.ZONE
    assert "no names except an alias you choose" in words_of(view)
    assert "whoever runs Unsit can read the database" in words_of(view)


def test_a_member_finds_their_own_settings() -> None:
    """Not the defaults."""
    chosen = some_settings(
        zone="Asia/Kathmandu",
        hours=parse_hours("Mon 10:00-12:00"),
        plan=a_plan(stand_minutes=25, budget=2, selfcare=SelfcareEvery.WEEK),
        board_name=BoardName.ALIAS,
        alias="Comet",
        quiet=parse_hours("Mon 11:00-11:30"),
        calendar="DE-BY",
        calendar_is_own=True,
        tips=False,
        language="ja",
    )
    view = render_settings(draft_of(chosen, zone="Europe/Lisbon"), joining=False)

    takes_view(view)
    assert view["callback_id"] == View.SETTINGS
    assert content(view) == {
        Field.ZONE: "Asia/Kathmandu",
        Field.HOURS: "Mon 10:00-12:00",
        Field.QUIET: "Mon 11:00-11:30",
        Field.COUNTRY: "DE",
        Field.REGION: "BY",
        Field.INTENSITY: "custom",
        Field.STAND_MINUTES: "25",
        Field.SQUEEZE_MINUTES: None,
        Field.BUDGET: "2",
        Field.BODY: "standing",
        Field.WALKS: "0",
        Field.SELFCARE: "week",
        Field.BOARD: "alias",
        Field.ALIAS: "Comet",
        Field.TIPS: "off",
        Field.LANGUAGE: "ja",
    }


def test_the_zone_is_asked_for_where_the_profile_has_none() -> None:
    """It is never guessed."""
    for zone in (None, "Mars/Olympus"):
        view = render_settings(draft_of(None, zone=zone), joining=True)

        takes_view(view)
        assert "initial_option" not in inputs(view)[Field.ZONE]["element"]


@pytest.mark.parametrize(
    ("zone", "joining", "is_said"),
    [("Europe/Lisbon", True, True), (None, True, False), ("Europe/Lisbon", False, False)],
)
def test_only_a_zone_from_the_profile_is_said_to_be(
    zone: str | None, *, joining: bool, is_said: bool
) -> None:
    """Later on it is the member's own choice."""
    view = render_settings(draft_of(None, zone=zone), joining=joining)

    hint = inputs(view)[Field.ZONE]["hint"]["text"]
    assert ("from your Slack profile" in hint) is is_said


def test_the_way_to_answer_comes_back_with_the_view() -> None:
    """Beside what is hidden, and not at all where it is longer than any of Slack's."""
    url = "https://hooks.slack.com/commands/T1/2/abc"
    draft = draft_of(None, zone="UTC")

    view = render_settings(draft, joining=True, answer_url=url)
    assert read_metadata(view["private_metadata"]).answer_url == url
    assert read_draft(content(view), metadata=view["private_metadata"]) == draft

    long = render_settings(draft, joining=True, answer_url=url + "x" * 3000)
    assert read_metadata(long["private_metadata"]).answer_url is None


def test_every_zone_can_be_chosen_within_slacks_limits() -> None:
    """A region with more than a hundred zones takes several groups."""
    groups = zone_groups()

    assert max(len(group["options"]) for group in groups) <= 100
    assert {option["value"] for group in groups for option in group["options"]} == zone_names()
    labels = [group["label"]["text"] for group in groups]
    assert len(set(labels)) == len(labels)


def test_what_shows_more_inputs_is_told_to_the_app_at_once() -> None:
    """Intensity, visibility and the country of the holidays dispatch; nothing else does."""
    shown = inputs(render_settings(draft_of(None, zone="UTC"), joining=False))

    dispatching = {name for name, block in shown.items() if block.get("dispatch_action")}
    assert dispatching == {Field.INTENSITY, Field.BOARD, Field.COUNTRY}


@settings(max_examples=60, deadline=None)
@given(draft=drafts, joining=st.booleans())
def test_slack_takes_any_draft(draft: Draft, joining: bool) -> None:  # noqa: FBT001 - drawn
    """Nonsense as typed included, within the size of a view."""
    view = render_settings(draft, joining=joining)

    takes_view(view)
    assert len(json.dumps(view, ensure_ascii=False).encode()) < BYTES


@settings(max_examples=100, deadline=None)
@given(draft=drafts)
def test_drawing_and_reading_back_loses_nothing(draft: Draft) -> None:
    """Also what is hidden at the moment comes back, once it is shown again."""
    if draft.zone == "Mars/Olympus":
        draft = draft_of(None, zone=None)
    view = render_settings(draft, joining=False)

    read = read_draft(content(view), metadata=view["private_metadata"])
    shown = replace(draft, region=read.region)
    assert read == shown
    chosen = calendar_chosen(draft.country, draft.region)
    assert calendar_chosen(read.country, read.region) == chosen


def test_a_newcomer_is_not_asked_for_what_can_wait() -> None:
    """Quiet blocks, holidays, tips and the language have good defaults."""
    asked = content(render_settings(draft_of(None, zone="UTC"), joining=True))

    assert not {Field.QUIET, Field.COUNTRY, Field.TIPS, Field.LANGUAGE} & set(asked)


def test_every_calendar_can_be_chosen_within_slacks_limits() -> None:
    """All countries, and the hundred and more provinces of one."""
    groups = inputs(render_settings(draft_of(some_settings(), zone=None), joining=False))
    countries = groups[Field.COUNTRY]["element"]["option_groups"]
    (italy,) = region_inputs("IT", "all")
    provinces = italy["element"]["option_groups"]

    for offered, wanted in (
        (countries, {*list_calendars(), "workspace", "none"}),
        (provinces, {*list_calendars()["IT"], "all"}),
    ):
        assert max(len(group["options"]) for group in offered) <= 100
        assert {option["value"] for group in offered for option in group["options"]} == wanted


def test_a_country_without_parts_asks_for_none() -> None:
    """Nor does whoever has no holidays, or those of their workspace."""
    for chosen in ("workspace", "none", "JP"):
        assert region_inputs(chosen, "all") == []


def test_another_countrys_part_does_not_stay_chosen() -> None:
    """Slack keeps what was chosen under the same name: each country's list has its own."""
    (germany,), (italy,) = region_inputs("DE", "BY"), region_inputs("IT", "BY")

    assert germany["block_id"] != italy["block_id"]
    assert italy["element"]["initial_option"]["value"] == "all"


def test_countries_are_named_and_sorted_in_the_language_that_is_spoken() -> None:
    """Österreich stands with the letter O."""
    with speaking(Language.GERMAN):
        names = [
            option["text"]["text"]
            for group in country_input("none")["element"]["option_groups"][1:]
            for option in group["options"]
        ]

    assert names.index("Oman") < names.index("Österreich") < names.index("Pakistan")


@pytest.mark.parametrize(
    ("calendar", "name"),
    [("", "None"), ("DE", "Germany"), ("DE-BY", "Germany (Bayern)"), ("DE-Augsburg", "Augsburg)")],
)
def test_a_calendar_is_named_for_people(calendar: str, name: str) -> None:
    """The part as its own people call it."""
    assert name in calendar_name(calendar)


def test_custom_minutes_survive_a_look_at_another_intensity() -> None:
    """Standard and back again."""
    draft = draft_of(some_settings(plan=a_plan(stand_minutes=25)), zone=None)
    custom = render_settings(draft, joining=False)
    values = content(custom) | {Field.STAND_MINUTES: "17", Field.INTENSITY: "standard"}

    standard = render_settings(
        read_draft(values, metadata=custom["private_metadata"]), joining=False
    )
    assert Field.STAND_MINUTES not in content(standard)
    values = content(standard) | {Field.INTENSITY: "custom"}
    again = render_settings(
        read_draft(values, metadata=standard["private_metadata"]), joining=False
    )

    assert content(again)[Field.STAND_MINUTES] == "17"


@pytest.mark.parametrize("name", ["intensity", "body", "board"])
def test_a_value_that_the_modal_never_offers_is_refused(name: str) -> None:
    """Only a forged submission has one."""
    view = render_settings(draft_of(None, zone="UTC"), joining=True)

    with pytest.raises(ValueError, match="forged"):
        read_draft(content(view) | {f"settings.{name}": "forged"})


@pytest.mark.parametrize(
    ("error", "field", "words"),
    [
        (WorkHoursError("Mon 9-8"), Field.HOURS, "“Mon 9-8”"),
        (WorkHoursError(""), Field.HOURS, "at least one day"),
        (PlanError("stand_minutes"), Field.STAND_MINUTES, "10 to 240"),
        (PlanError("squeeze_minutes"), Field.SQUEEZE_MINUTES, "10 to 240"),
        (PlanError("walks"), Field.WALKS, "pick another"),
        (PlanError("intensity"), Field.INTENSITY, "at least one exercise"),
        (AliasError(AliasFlaw(AliasProblem.MISSING)), Field.ALIAS, "type a name"),
        (AliasError(AliasFlaw(AliasProblem.TOO_LONG, "x" * 41)), Field.ALIAS, "has 41 characters"),
        (AliasError(AliasFlaw(AliasProblem.LINK, "a.bc")), Field.ALIAS, "“a.bc” could become a"),
        (AliasError(AliasFlaw(AliasProblem.FORMATTING, "*")), Field.ALIAS, "leave out “*”"),
        (AliasError(AliasFlaw(AliasProblem.INVISIBLE)), Field.ALIAS, "invisible character"),
        (SettingsError("calendar"), Field.COUNTRY, "country from the list"),
        (QuietProblem("Mon 9-8"), Field.QUIET, "“Mon 9-8”"),
        (QuietProblem(None), Field.QUIET, "none of your work hours"),
        (UnknownZoneError("Mars"), Field.ZONE, "time zone"),
    ],
)
def test_a_problem_stands_beside_its_input(
    error: SettingsProblem, field: Field, words: str
) -> None:
    """And says what would be right."""
    problem = settings_problem(error)

    assert list(problem) == [field]
    assert words in problem[field]
