"""The settings modal of a member: every choice kept, wrong ones told, and planned by at once."""

from typing import Any

import pytest

from bot.domain.ids import MemberId
from bot.domain.member import Member
from bot.domain.written_hours import format_hours
from bot.sandbox import View
from bot.sandbox.person import Actor
from bot.slack.ids import Action, Field
from bot.slack.ids import View as ViewId
from tests.slack.running import RunningBot, words


def field(name: Field, value: object) -> dict[str, Any]:
    """Fill in one input, whatever its block is called."""
    return {name.value: value}


def shown(view: View, name: Field) -> dict[str, Any] | None:
    """Return an input of a modal, or None where it is not shown."""
    elements = [block["element"] for block in view.blocks if block["type"] == "input"]
    return next((each for each in elements if each["action_id"] == name), None)


async def settings_of(bot: RunningBot, actor: Actor) -> View:
    """Open the settings modal."""
    await actor.command("/unsit", "settings")
    await bot.settled()
    modal = actor.modal()
    assert modal is not None
    assert modal.callback_id == ViewId.SETTINGS
    return modal


async def stored(bot: RunningBot, actor: Actor) -> Member:
    """Return what the bot knows of a member."""
    member = await bot.services.membership.find(bot.id, MemberId(actor.id))
    assert member is not None
    return member


async def test_every_choice_is_kept(bot: RunningBot) -> None:
    """Quiet blocks, holidays of a region, tips and the language."""
    ana = await bot.member()
    modal = await settings_of(bot, ana)
    await ana.press(modal, Action.SETTINGS_COUNTRY, value="DE")
    await bot.settled()

    ack = await ana.submit(
        modal.id,
        field(Field.QUIET, "Mon-Fri 14:00-15:00")
        | field(Field.REGION, "BY")
        | field(Field.TIPS, "off")
        | field(Field.LANGUAGE, "ja"),
    )

    assert ack.ok
    assert not ack.body
    chosen = (await stored(bot, ana)).settings
    assert format_hours(chosen.quiet) == "Mon-Fri 14:00-15:00"
    assert (chosen.calendar, chosen.calendar_is_own) == ("DE-BY", True)
    assert (chosen.tips, chosen.language) == (False, "ja")


async def test_change_plans_the_next_slot_at_once(bot: RunningBot) -> None:
    """Let no nudge come in a block that was made quiet a moment ago."""
    ana = await bot.member()
    modal = await settings_of(bot, ana)
    before = (await stored(bot, ana)).next_slot
    assert before is not None

    await ana.submit(modal.id, field(Field.QUIET, "Mon 9:00-12:30"))

    after = (await stored(bot, ana)).next_slot
    assert after is not None
    assert before.at.hour < 13 <= after.at.hour


async def test_choosing_a_country_shows_its_regions_and_loses_nothing(bot: RunningBot) -> None:
    """Redraw the modal for the choice with what was typed so far."""
    ana = await bot.member()
    modal = await settings_of(bot, ana)
    assert shown(modal, Field.REGION) is None

    typed = field(Field.QUIET, "whenever I am")
    await ana.press(modal, Action.SETTINGS_COUNTRY, value="DE", values=typed)
    await bot.settled()

    redrawn = ana.modal()
    assert redrawn is not None
    assert shown(redrawn, Field.REGION) is not None
    quiet = shown(redrawn, Field.QUIET)
    assert quiet is not None
    assert quiet["initial_value"] == "whenever I am"


@pytest.mark.parametrize(
    ("name", "value"), [(Field.QUIET, "after lunch"), (Field.QUIET, "Mon-Sun 0:00-24:00")]
)
async def test_wrong_field_says_so_and_the_modal_stays(
    bot: RunningBot, name: Field, value: str
) -> None:
    """Change nothing, and say beneath the input what is wrong."""
    ana = await bot.member()
    before = await stored(bot, ana)
    modal = await settings_of(bot, ana)

    ack = await ana.submit(modal.id, field(name, value))

    assert set(ack.body["errors"]) == {name}
    assert ana.modal() is not None
    assert await stored(bot, ana) == before


async def test_whoever_comes_back_keeps_what_joining_does_not_ask(bot: RunningBot) -> None:
    """Find quiet blocks and holidays as they were before leaving."""
    ana = await bot.member()
    modal = await settings_of(bot, ana)
    await ana.submit(
        modal.id,
        field(Field.QUIET, "Mon-Fri 9:00-10:00")
        | field(Field.COUNTRY, "JP")
        | field(Field.TIPS, "off"),
    )
    await bot.services.membership.leave(bot.id, MemberId(ana.id), erase=False)
    await ana.command("/unsit", "join")
    await bot.settled()
    joining = ana.modal()
    assert joining is not None

    await ana.submit(joining.id)
    await bot.settled()

    back = (await stored(bot, ana)).settings
    assert format_hours(back.quiet) == "Mon-Fri 09:00-10:00"
    assert (back.calendar, back.tips) == ("JP", False)


async def test_quiet_blocks_that_would_leave_nothing_are_not_kept(bot: RunningBot) -> None:
    """Nudge somebody who comes back for the hours that were quiet before."""
    ana = await bot.member()
    modal = await settings_of(bot, ana)
    await ana.submit(modal.id, field(Field.QUIET, "Mon-Fri 9:00-10:00"))
    await bot.services.membership.leave(bot.id, MemberId(ana.id), erase=False)
    await ana.command("/unsit", "join")
    await bot.settled()
    joining = ana.modal()
    assert joining is not None

    await ana.submit(joining.id, field(Field.HOURS, "Mon-Fri 9:00-10:00"))
    await bot.settled()

    assert not format_hours((await stored(bot, ana)).settings.quiet)


async def test_saving_redraws_the_home(bot: RunningBot) -> None:
    """Show in the Home what was changed in the modal."""
    ana = await bot.member()
    await ana.open_home()
    before = words(ana.home())
    modal = await settings_of(bot, ana)

    await ana.submit(modal.id, field(Field.QUIET, "Mon 9:00-12:30"))
    await bot.settled()

    assert words(ana.home()) != before
