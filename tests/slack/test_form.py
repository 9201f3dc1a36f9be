"""The settings modal is read as a whole: settings, or what is wrong with each field."""

from dataclasses import replace

import pytest

from bot.domain.member import BoardName
from bot.domain.plan import Intensity
from bot.domain.written_hours import format_hours
from bot.slack.ids import Field
from bot.slack.payloads import MalformedPayloadError, Shown
from bot.slack.render.draft import Draft, draft_of, metadata_of
from bot.slack.views.form import check, draft_in

DRAFT = draft_of(None, zone="Europe/Lisbon")
CUSTOM = replace(DRAFT, intensity=Intensity.CUSTOM, stand_minutes="30", squeeze_minutes="")


@pytest.mark.parametrize(
    ("draft", "fields"),
    [
        (replace(DRAFT, zone=None), {Field.ZONE}),
        (replace(DRAFT, zone="Mars/Olympus"), {Field.ZONE}),
        (replace(DRAFT, zone="../../etc/passwd"), {Field.ZONE}),
        (replace(DRAFT, hours_text=""), {Field.HOURS}),
        (replace(DRAFT, hours_text="Mon 9-25"), {Field.HOURS}),
        (replace(DRAFT, board_name=BoardName.ALIAS, alias="  "), {Field.ALIAS}),
        (replace(DRAFT, board_name=BoardName.ALIAS, alias="x" * 41), {Field.ALIAS}),
        (replace(CUSTOM, stand_minutes="", walks=0), {Field.INTENSITY}),
        (replace(DRAFT, quiet_text="after lunch"), {Field.QUIET}),
        (replace(DRAFT, quiet_text=";"), {Field.QUIET}),
        (replace(DRAFT, quiet_text="Mon-Fri 8-18"), {Field.QUIET}),
        (replace(DRAFT, hours_text="?", quiet_text="?"), {Field.HOURS, Field.QUIET}),
        (replace(DRAFT, country="Atlantis"), {Field.COUNTRY}),
        (replace(CUSTOM, budget="0"), {Field.BUDGET}),
        (replace(CUSTOM, budget="many"), {Field.BUDGET}),
        (replace(CUSTOM, walks=9), {Field.WALKS}),
        (
            replace(CUSTOM, stand_minutes="9", squeeze_minutes="x", budget="7"),
            {Field.STAND_MINUTES, Field.SQUEEZE_MINUTES, Field.BUDGET},
        ),
        (
            replace(CUSTOM, zone=None, hours_text="?", budget="9"),
            {Field.ZONE, Field.HOURS, Field.BUDGET},
        ),
    ],
)
def test_what_is_wrong_stands_at_its_field(draft: Draft, fields: set[Field]) -> None:
    """Name each field at fault, and come to no settings."""
    form = check(draft)

    assert form.settings is None
    assert set(form.errors) == fields


def test_hidden_alias_is_not_kept() -> None:
    """Store no alias for somebody who chose to be shown by name."""
    form = check(replace(DRAFT, board_name=BoardName.SHOWN, alias="Speedy"))

    assert form.settings is not None
    assert form.settings.alias is None


@pytest.mark.parametrize(
    ("country", "region", "calendar", "is_own"),
    [
        ("workspace", "BY", "", False),
        ("none", "BY", "", True),
        ("DE", "BY", "DE-BY", True),
        ("DE", "all", "DE", True),
        ("FR", "BY", "FR", True),
    ],
)
def test_a_calendar_is_read(country: str, region: str, calendar: str, *, is_own: bool) -> None:
    """A region counts where the country has it."""
    form = check(replace(DRAFT, country=country, region=region))

    assert form.settings is not None
    assert (form.settings.calendar, form.settings.calendar_is_own) == (calendar, is_own)


def test_the_rest_is_read() -> None:
    """Quiet blocks, tips and the language."""
    form = check(replace(DRAFT, quiet_text="Mon 14:00-15:00", tips=False, language="de"))

    assert form.settings is not None
    assert format_hours(form.settings.quiet) == "Mon 14:00-15:00"
    assert (form.settings.tips, form.settings.language) == (False, "de")


def test_custom_plan_is_read() -> None:
    """Read minutes, and empty ones as off."""
    form = check(CUSTOM)

    assert form.settings is not None
    assert (form.settings.plan.stand_minutes, form.settings.plan.squeeze_minutes) == (30, None)


@pytest.mark.parametrize("metadata", ["{", "[]", "7", "null", '{"settings.alias": 7}'])
def test_forged_metadata_is_refused(metadata: str) -> None:
    """Refuse a view that this app never made."""
    view = Shown(
        id="V1",
        kind="modal",
        callback_id="join",
        hash=None,
        metadata=metadata,
        values={},
        blocks_with_input=(),
    )

    with pytest.raises(MalformedPayloadError):
        draft_in(view)


def test_metadata_of_the_app_is_understood() -> None:
    """Read back what the view carried for inputs that are hidden."""
    values = {
        Field.INTENSITY.value: "gentle",
        Field.BODY.value: "standing",
        Field.WALKS.value: "1",
        Field.SELFCARE.value: "off",
        Field.BOARD.value: "hidden",
    }
    view = Shown(
        id="V1",
        kind="modal",
        callback_id="join",
        hash=None,
        metadata=metadata_of(replace(DRAFT, alias="Speedy")),
        values=values,
        blocks_with_input=(),
    )

    assert draft_in(view).alias == "Speedy"
