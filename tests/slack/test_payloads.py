"""What Slack sends is read into values, and anything else is refused in one way."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.ids import WorkspaceId
from bot.slack.ids import More
from bot.slack.payloads import (
    MalformedPayloadError,
    board_named,
    hour_named,
    menu_choice,
    nudge_named,
    parse_access_changed,
    parse_action,
    parse_command,
    parse_home_opened,
    parse_reaction,
    parse_revoked,
    parse_submission,
    parse_uninstalled,
)
from bot.slack.payloads.profiles import parse_profile
from bot.slack.payloads.sources import Kind, source_of
from tests.slack.samples import (
    a_command,
    a_home_press,
    a_message_press,
    a_reaction,
    a_removal,
    a_submission,
    an_access_change,
    places,
    with_part,
)

Parser = Callable[[Mapping[str, object]], object]

PARSERS: tuple[tuple[Parser, dict[str, Any]], ...] = (
    (parse_command, a_command()),
    (parse_action, a_message_press()),
    (parse_action, a_home_press()),
    (parse_submission, a_submission()),
    (parse_reaction, a_reaction()),
    (parse_home_opened, a_reaction(type="app_home_opened", tab="home")),
    (parse_uninstalled, a_removal()),
    (parse_uninstalled, a_removal() | {"authorizations": [], "enterprise_id": "E1"}),
    (parse_access_changed, an_access_change()),
    (parse_revoked, a_removal(type="tokens_revoked", tokens={"bot": ["U1"]})),
    (lambda body: parse_profile(body, workspace=WorkspaceId("T1")), {"user": {"id": "U1"}}),
)

JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(st.data())
def test_body_with_one_part_replaced_is_read_or_refused(data: st.DataObject) -> None:
    """Put junk in any one place of any genuine body: a parser reads it or refuses it."""
    parse, genuine = data.draw(st.sampled_from(PARSERS))
    place = data.draw(st.sampled_from(places(genuine)))
    hostile = with_part(genuine, place, data.draw(JUNK))

    with suppress(MalformedPayloadError):
        parse(hostile)


@given(st.dictionaries(st.text(max_size=8), JUNK, max_size=4))
def test_junk_is_refused_by_every_parser(body: dict[str, Any]) -> None:
    """Give every parser a body of junk alone."""
    for parse, _ in PARSERS[:-1]:
        with pytest.raises(MalformedPayloadError):
            parse(body)


@given(st.data())
def test_source_of_any_body_is_found(data: st.DataObject) -> None:
    """Find out how to answer whatever came, without ever failing."""
    _, genuine = data.draw(st.sampled_from(PARSERS))
    place = data.draw(st.sampled_from(places(genuine)))

    assert source_of(with_part(genuine, place, data.draw(JUNK))).kind in Kind


def test_command_is_split_into_word_and_rest() -> None:
    """Read the first word in lower case, and keep the rest as typed."""
    typed = parse_command(a_command(text="  Pause   until  Monday "))

    assert (typed.word, typed.rest) == ("pause", "until Monday")


@pytest.mark.parametrize("flag", [True, "true"])
def test_org_install_is_known_by_its_organisation(flag: object) -> None:
    """Name the installation by the organisation, which forms flag with a word."""
    body = a_command(is_enterprise_install=flag, enterprise_id="E1")

    assert parse_command(body).actor.workspace == "E1"


def test_org_interaction_without_a_team_is_read() -> None:
    """Read a press in an org-wide install, which names no team."""
    body = a_message_press(is_enterprise_install=True, enterprise={"id": "E1"}, team=None)

    assert parse_action(body).actor.workspace == "E1"


def test_clicker_of_another_workspace_is_outside() -> None:
    """Tell a stranger in a shared channel from a colleague."""
    body = a_message_press(user={"id": "U9", "team_id": "T9"})

    assert parse_action(body).actor.outside


def test_modal_names_the_workspace_that_installed_the_app() -> None:
    """Prefer the view's installation over the team whose channel it was opened in."""
    body = a_submission(team={"id": "T9"}, user={"id": "U1", "team_id": "T1"})

    assert parse_submission(body).actor.workspace == "T1"


def test_event_belongs_to_its_authorization() -> None:
    """Take an event of a shared channel for the installation that may hear it."""
    body = a_reaction() | {
        "team_id": "T9",
        "authorizations": [{"team_id": "T1", "is_enterprise_install": False}],
    }

    assert parse_reaction(body).actor.workspace == "T1"


def test_event_time_is_exact_to_the_microsecond() -> None:
    """Date a reaction by its own time stamp."""
    reacted = parse_reaction(a_reaction(event_ts="1763890200.000301"))

    assert reacted.at == datetime(2025, 11, 23, 9, 30, 0, 301, tzinfo=UTC)


@pytest.mark.parametrize(("is_org", "removed"), [(True, "E1"), (False, "T1")])
def test_removal_without_authorizations_is_of_one_installation(
    *, is_org: bool, removed: str
) -> None:
    """Take a team's word for itself alone, and an organisation's only where that installed it."""
    body = a_removal() | {
        "authorizations": [],
        "enterprise_id": "E1",
        "is_enterprise_install": is_org,
    }

    assert parse_uninstalled(body).workspace == removed


def test_removal_may_be_of_the_organisation_that_it_names_besides() -> None:
    """Name an organisation for a closer look, where nothing says whose installation went."""
    grid = a_removal() | {"authorizations": [], "enterprise_id": "E1"}

    assert parse_uninstalled(grid).organisation == "E1"
    assert parse_uninstalled(grid | {"team_id": None}).workspace == "E1"
    assert parse_uninstalled(a_removal() | {"authorizations": []}).organisation is None
    assert parse_uninstalled(a_removal() | {"enterprise_id": "E1"}).organisation is None


@pytest.mark.parametrize("is_listed", [True, False])
def test_access_changes_in_an_organisation(*, is_listed: bool) -> None:
    """Read whose workspaces came or went, whether or not an authorization is listed."""
    body = an_access_change() | ({} if is_listed else {"authorizations": []})

    assert parse_access_changed(body) == "E1"


def test_removal_is_dated() -> None:
    """Know by when the app was removed, to the second, however late the news is."""
    assert parse_uninstalled(a_removal()).at == datetime(2025, 11, 23, 9, 30, 11, tzinfo=UTC)


@pytest.mark.parametrize("time", [None, "1763890210", True, -1, 10**12, 1.5])
def test_removal_of_no_time_is_refused(time: object) -> None:
    """Purge nobody without knowing when that was wished."""
    with pytest.raises(MalformedPayloadError):
        parse_uninstalled(a_removal() | {"event_time": time})


def test_revoked_user_tokens_remove_nothing() -> None:
    """Keep a workspace whose bot token lives on."""
    body = a_removal(type="tokens_revoked", tokens={"oauth": ["U1"], "bot": []})

    assert parse_revoked(body) is None


@pytest.mark.parametrize("brackets", ["[" * 3000, '{"a":' * 500, "[" * 101])
def test_deep_metadata_is_refused(brackets: str) -> None:
    """Read nothing that could exhaust whoever parses it."""
    body = a_submission()
    body["view"]["private_metadata"] = brackets

    with pytest.raises(MalformedPayloadError):
        parse_submission(body)


@pytest.mark.parametrize("text", ["\ud800", "a\x00b"])
def test_text_that_no_database_takes_is_refused(text: str) -> None:
    """Refuse lone surrogates and NUL."""
    with pytest.raises(MalformedPayloadError):
        parse_command(a_command(text=text))


@pytest.mark.parametrize(
    "value",
    [
        "",
        "tomorrow",
        "2026-11-23T09:30:00",
        "9" * 50,
        "0001-01-01T00:00:00+23:59",
        "9999-12-31T23:59:59-23:59",
    ],
)
def test_forged_nudge_name_is_refused(value: str) -> None:
    """Refuse a button value that names no instant with a zone."""
    with pytest.raises(MalformedPayloadError):
        nudge_named(value)


def test_nudge_is_named_by_an_instant_in_utc() -> None:
    """Know a nudge by the same instant, whatever zone it is written in."""
    named = nudge_named("2026-11-23T11:30:00+02:00")

    assert (named, named.tzinfo) == (datetime(2026, 11, 23, 9, 30, tzinfo=UTC), UTC)


def test_menu_choice_names_its_nudge() -> None:
    """Read what was chosen and for which nudge."""
    choice, due_at = menu_choice("meeting:2026-11-23T09:30:00.000001+00:00")

    assert (choice, due_at.microsecond) == (More.MEETING, 1)


@pytest.mark.parametrize("value", ["nonsense:2026-11-23T09:30:00+00:00", "meeting", ""])
def test_forged_menu_choice_is_refused(value: str) -> None:
    """Refuse a choice that the menu does not have."""
    with pytest.raises(MalformedPayloadError):
        menu_choice(value)


@pytest.mark.parametrize(
    "value", ["C1", "C1:monday", ":2026-11-23", "<x>:2026-11-23", "C1:0001-01-01"]
)
def test_forged_board_name_is_refused(value: str) -> None:
    """Refuse a value that names no channel or no day."""
    with pytest.raises(MalformedPayloadError):
        board_named(value)


@pytest.mark.parametrize(("value", "hour"), [("0", 0), ("9", 9), ("23", 23)])
def test_hour_is_read(value: str, hour: int) -> None:
    """Read the hour that a suggestion is about."""
    assert hour_named(value) == hour


@pytest.mark.parametrize("value", ["", "24", "-1", "09", "9.5", "nine", "٩", "9\n"])
def test_hour_that_no_button_carries_is_refused(value: str) -> None:
    """Refuse an hour that the app never wrote."""
    with pytest.raises(MalformedPayloadError):
        hour_named(value)


@pytest.mark.parametrize(
    ("about", "may_join"),
    [
        ({}, True),
        ({"is_restricted": True}, True),
        ({"deleted": True}, False),
        ({"is_bot": True}, False),
        ({"is_workflow_bot": True}, False),
        ({"is_stranger": True}, False),
        ({"team_id": "T9"}, False),
        ({"id": "USLACKBOT"}, False),
    ],
)
def test_only_living_colleagues_may_join(about: dict[str, Any], *, may_join: bool) -> None:
    """Tell colleagues, guests included, from programs and strangers."""
    body = {"user": {"id": "U1", "team_id": "T1"} | about}

    assert parse_profile(body, workspace=WorkspaceId("T1")).may_join is may_join


@pytest.mark.parametrize("zone", [None, "", 7, "x" * 65])
def test_unknown_zone_is_none(zone: object) -> None:
    """Take a missing or unreadable zone for no zone."""
    profile = parse_profile({"user": {"id": "U1", "tz": zone}}, workspace=WorkspaceId("T1"))

    assert profile.zone is None
