"""Joining, changing settings and leaving, always by the person themselves."""

from dataclasses import replace
from typing import Any

import pytest

from bot.domain.ids import MemberId
from bot.domain.member import BoardName, Member, OptIn
from bot.domain.plan import Intensity
from bot.sandbox import Fault, View
from bot.sandbox.person import Actor
from bot.slack.ids import Action, Field, History
from bot.slack.ids import View as ViewId
from bot.slack.render import replies
from tests.slack.running import PATIENCE, PATIENT, RunningBot, Transport, running_bot, words


def field(name: Field, value: object) -> dict[str, Any]:
    """Fill in one input."""
    return {name.value: {name.value: value}}


def shown(view: View, name: Field) -> dict[str, Any] | None:
    """Return an input of a modal, or None where it is not shown."""
    found: list[dict[str, Any]] = [
        block["element"] for block in view.blocks if block.get("block_id") == name
    ]
    return found[0] if found else None


async def joining(bot: RunningBot, actor: Actor) -> View:
    """Open the join modal."""
    await actor.command("/unsit", "join")
    await bot.settled()
    modal = actor.modal()
    assert modal is not None, bot.whispers(actor)
    return modal


async def stored(bot: RunningBot, actor: Actor) -> Member | None:
    """Return what the bot knows of somebody."""
    return await bot.services.membership.find(bot.id, MemberId(actor.id))


async def test_zone_is_prefilled_from_the_profile(bot: RunningBot) -> None:
    """Show the time zone of the Slack profile, for the person to confirm or change."""
    modal = await joining(bot, bot.person(tz="America/New_York"))

    element = shown(modal, Field.ZONE)
    assert element is not None
    assert element["initial_option"]["value"] == "America/New_York"


@pytest.mark.parametrize("tz", [None])
async def test_unknown_zone_has_to_be_chosen(bot: RunningBot, tz: str | None) -> None:
    """Fall back to no zone at all: the person must choose, and is told so."""
    ana = bot.person(tz=tz)
    modal = await joining(bot, ana)
    element = shown(modal, Field.ZONE)
    assert element is not None
    assert "initial_option" not in element

    await ana.submit(modal.id)

    assert ana.modal() is not None
    assert await stored(bot, ana) is None


async def test_profile_that_cannot_be_read_delays_nobody(bot: RunningBot) -> None:
    """Open the modal without a zone where Slack does not tell the profile."""
    bot.sandbox.break_(Fault("rate_limited", "users.info"))

    modal = await joining(bot, bot.person())

    element = shown(modal, Field.ZONE)
    assert element is not None
    assert "initial_option" not in element


async def test_slow_profile_is_not_waited_for(database_url: str, transport: Transport) -> None:
    """Open the modal before its trigger expires, with or without a profile."""
    hasty = replace(PATIENT, profile=0.01)
    async with running_bot(database_url, transport, patience=hasty) as bot:
        bot.sandbox.break_(Fault("slow", "users.info", delay=PATIENCE))

        modal = await joining(bot, bot.person())

    element = shown(modal, Field.ZONE)
    assert element is not None
    assert "initial_option" not in element


async def test_joining_stores_what_was_chosen(bot: RunningBot) -> None:
    """Keep each choice of the modal."""
    ana = bot.person()
    modal = await joining(bot, ana)

    await ana.submit(
        modal.id,
        field(Field.HOURS, "Mon-Thu 08:00-12:00")
        | field(Field.ZONE, "Europe/Paris")
        | field(Field.INTENSITY, Intensity.GENTLE.value)
        | field(Field.BOARD, BoardName.SHOWN.value),
    )

    member = await stored(bot, ana)
    assert member is not None
    assert (member.settings.zone, member.settings.board_name) == ("Europe/Paris", BoardName.SHOWN)
    assert member.settings.plan.intensity is Intensity.GENTLE


async def test_practice_nudge_follows_at_once_and_only_once(bot: RunningBot) -> None:
    """Send the practice nudge to a newcomer, and none when settings change later."""
    ana = await bot.member()

    await ana.command("/unsit", "settings")
    await bot.settled()
    modal = ana.modal()
    assert modal is not None
    await ana.submit(modal.id, field(Field.INTENSITY, Intensity.GENTLE.value))
    await bot.settled()

    assert len(ana.dm()) == 1
    member = await stored(bot, ana)
    assert member is not None
    assert member.settings.plan.intensity is Intensity.GENTLE


async def test_each_wrong_field_says_what_is_wrong_with_it(bot: RunningBot) -> None:
    """Show every error under its own input, all at once."""
    ana = bot.person()
    modal = await joining(bot, ana)
    await ana.press(modal, Action.SETTINGS_INTENSITY, value=Intensity.CUSTOM.value)
    await bot.settled()

    ack = await ana.submit(
        modal.id, field(Field.HOURS, "whenever") | field(Field.STAND_MINUTES, "5")
    )

    assert set(ack.body["errors"]) == {Field.HOURS, Field.STAND_MINUTES}
    assert await stored(bot, ana) is None


@pytest.mark.parametrize("minutes", ["9", "241", "-30", "30.5", "half", "٣٠", "99999999999"])
async def test_minutes_out_of_reason_are_refused(bot: RunningBot, minutes: str) -> None:
    """Refuse minutes that no plan may have, however they are written."""
    ana = bot.person()
    modal = await joining(bot, ana)
    await ana.press(modal, Action.SETTINGS_INTENSITY, value=Intensity.CUSTOM.value)
    await bot.settled()

    ack = await ana.submit(modal.id, field(Field.STAND_MINUTES, minutes))

    assert set(ack.body["errors"]) == {Field.STAND_MINUTES}


async def test_choosing_custom_shows_minutes_and_keeps_what_was_typed(bot: RunningBot) -> None:
    """Redraw the modal for a choice without losing a word."""
    ana = bot.person()
    modal = await joining(bot, ana)

    await ana.press(
        modal,
        Action.SETTINGS_INTENSITY,
        value=Intensity.CUSTOM.value,
        values=field(Field.HOURS, "Sat 10:00-11:00"),
    )
    await bot.settled()

    redrawn = ana.modal()
    assert redrawn is not None
    assert shown(redrawn, Field.STAND_MINUTES) is not None
    hours = shown(redrawn, Field.HOURS)
    assert hours is not None
    assert hours["initial_value"] == "Sat 10:00-11:00"


async def test_submitting_before_the_redraw_shows_what_is_missing(bot: RunningBot) -> None:
    """Ask for the alias where the modal was submitted faster than it was redrawn."""
    ana = bot.person()
    modal = await joining(bot, ana)

    await ana.submit(modal.id, field(Field.BOARD, BoardName.ALIAS.value))

    redrawn = ana.modal()
    assert redrawn is not None
    assert shown(redrawn, Field.ALIAS) is not None
    assert await stored(bot, ana) is None


async def test_expired_trigger_asks_to_try_again(bot: RunningBot) -> None:
    """Say that the modal came too late, in a sentence."""
    ana = bot.person()
    bot.sandbox.break_(Fault("error", "views.open", error="expired_trigger_id"))

    ack = await ana.command("/unsit", "join")
    await bot.settled()

    assert ack.ok
    assert bot.answer(ana) == replies.try_again().text


async def test_program_cannot_join(bot: RunningBot) -> None:
    """Refuse to enrol a bot."""
    robot = bot.workspace.actor(bot.workspace.add_person(name="Robot", is_bot=True).id)

    await robot.command("/unsit", "join")
    await bot.settled()

    assert robot.modal() is None
    assert bot.answer(robot) == replies.cannot_join().text


async def test_home_is_correct_after_joining(bot: RunningBot) -> None:
    """Republish the Home of somebody who just joined."""
    ana = bot.person()
    await ana.open_home()
    before = words(ana.home())
    modal = await joining(bot, ana)

    await ana.submit(modal.id)
    await bot.settled()

    assert words(ana.home()) != before


async def test_joining_is_confirmed_where_it_began(bot: RunningBot) -> None:
    """Say that they are in, and then let them practise."""
    ana = bot.person()
    modal = await joining(bot, ana)

    await ana.submit(modal.id)
    await bot.settled()

    confirmation, practice = ana.seen()[-2:]
    assert confirmation.ephemeral
    assert confirmation.text.startswith("You are in. Today until")
    assert practice.text.startswith("Let's try one: stand up for a minute, then squeeze")


async def test_saving_is_confirmed_where_it_began(bot: RunningBot) -> None:
    """Say that the settings are saved, also after a redraw of the modal."""
    ana = await bot.member()
    await ana.command("/unsit", "settings")
    await bot.settled()
    modal = ana.modal()
    assert modal is not None
    await ana.press(modal, Action.SETTINGS_INTENSITY, value=Intensity.CUSTOM.value)
    await bot.settled()

    await ana.submit(modal.id)
    await bot.settled()

    assert bot.answer(ana).startswith("Saved. Today until")


async def test_joining_from_a_channel_is_confirmed_there(bot: RunningBot) -> None:
    """Answer a press on an invitation beside it, for nobody else to see."""
    ana, ben = await bot.member(), bot.person("Ben")
    general = bot.workspace.add_channel(
        "general", members=[ana.id, ben.id, bot.workspace.bot_user_id]
    )
    await ana.command("/unsit", "board here", channel=general.id)
    await bot.settled()
    await ben.press(ben.seen(general.id)[-1], Action.OPEN_JOIN)
    await bot.settled()
    modal = ben.modal()
    assert modal is not None

    await ben.submit(modal.id)
    await bot.settled()

    assert bot.answer(ben, general.id).startswith("You are in.")
    assert not [each for each in ana.seen(general.id) if each.text.startswith("You are in.")]


async def test_confirmation_that_slack_does_not_take_fails_nothing(bot: RunningBot) -> None:
    """Keep the settings where nobody can be told."""
    ana = bot.person()
    modal = await joining(bot, ana)
    bot.sandbox.break_(Fault("status", "response_url", status=500))

    ack = await ana.submit(modal.id)
    await bot.settled()

    assert ack.ok
    assert await stored(bot, ana) is not None
    assert len(ana.dm()) == 1


@pytest.mark.parametrize("choice", History)
async def test_leaving_is_confirmed_where_it_began(bot: RunningBot, choice: History) -> None:
    """Say what became of the history, with what can be done next."""
    ana = await bot.member()
    await ana.command("/unsit", "leave")
    await bot.settled()
    modal = ana.modal()
    assert modal is not None

    await ana.submit(modal.id, field(Field.HISTORY, choice.value))
    await bot.settled()

    assert bot.answer(ana) == replies.left(erased=choice is History.ERASE).text


async def test_both_wrong_minutes_are_marked_at_once(bot: RunningBot) -> None:
    """Let nobody find the second mistake only after mending the first."""
    ana = bot.person()
    modal = await joining(bot, ana)
    await ana.press(modal, Action.SETTINGS_INTENSITY, value=Intensity.CUSTOM.value)
    await bot.settled()

    ack = await ana.submit(
        modal.id, field(Field.STAND_MINUTES, "5") | field(Field.SQUEEZE_MINUTES, "500")
    )

    assert set(ack.body["errors"]) == {Field.STAND_MINUTES, Field.SQUEEZE_MINUTES}


@pytest.mark.parametrize(("choice", "is_known"), [(History.KEEP, True), (History.ERASE, False)])
async def test_leaving_keeps_or_erases(bot: RunningBot, choice: History, *, is_known: bool) -> None:
    """Do with the history what was chosen."""
    ana = await bot.member()
    await ana.command("/unsit", "leave")
    await bot.settled()
    modal = ana.modal()
    assert modal is not None
    assert modal.callback_id == ViewId.LEAVE

    await ana.submit(modal.id, field(Field.HISTORY, choice.value))

    member = await stored(bot, ana)
    assert (member is not None) is is_known
    assert member is None or member.opt_in is OptIn.LEFT


async def test_whoever_left_finds_their_settings_again(bot: RunningBot) -> None:
    """Prefill the join modal with what somebody had before they left."""
    ana = await bot.member(values=field(Field.HOURS, "Sat 10:00-11:00"))
    await ana.command("/unsit", "leave")
    await bot.settled()
    leaving = ana.modal()
    assert leaving is not None
    await ana.submit(leaving.id)

    modal = await joining(bot, ana)

    hours = shown(modal, Field.HOURS)
    assert modal.callback_id == ViewId.JOIN
    assert hours is not None
    assert hours["initial_value"] == "Sat 10:00-11:00"


async def test_join_of_a_member_opens_the_settings(bot: RunningBot) -> None:
    """Show settings to whoever is in already."""
    ana = await bot.member()

    modal = await joining(bot, ana)

    assert modal.callback_id == ViewId.SETTINGS


async def test_twenty_who_join_at_once_all_find_their_zone(bot: RunningBot) -> None:
    """An invitation in a channel brings many in one minute, and none has to name where they are."""
    people = [bot.person(f"Person {number}") for number in range(20)]
    fields = [shown(await joining(bot, person), Field.ZONE) for person in people]

    assert all(field is not None and "initial_option" in field for field in fields)
