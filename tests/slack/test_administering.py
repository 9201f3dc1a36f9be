"""What owners and admins decide for everybody, and that nobody else can."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from bot.domain.ids import MemberId
from bot.domain.score import Tally
from bot.domain.status import StatusWords
from bot.sandbox import Fault, View
from bot.sandbox.person import Actor
from bot.slack.ids import Action, Field
from bot.slack.ids import View as ViewId
from bot.storage import totals
from tests.slack.running import RunningBot, words


def admin_of(bot: RunningBot, name: str = "Olga") -> Actor:
    """Let an admin be in the workspace."""
    person = bot.workspace.add_person(name=name, tz="Europe/Lisbon", is_admin=True)
    return bot.workspace.actor(person.id)


async def asked(bot: RunningBot, actor: Actor) -> View:
    """Open the modal of what is decided for everybody."""
    await actor.command("/unsit", "admin")
    await bot.settled()
    modal = actor.modal()
    assert modal is not None, bot.whispers(actor)
    assert modal.callback_id == ViewId.ADMIN
    return modal


def shown(view: View, name: Field) -> dict[str, Any] | None:
    """Return an input of a modal, or None where it is not shown."""
    elements = [block["element"] for block in view.blocks if block["type"] == "input"]
    return next((each for each in elements if each["action_id"] == name), None)


async def calendar_of(bot: RunningBot, actor: Actor) -> str:
    """Return whose public holidays count for a member."""
    member = await bot.services.membership.find(bot.id, MemberId(actor.id))
    assert member is not None
    return member.settings.calendar


async def test_admin_decides_for_everybody(bot: RunningBot) -> None:
    """Keep holidays, a pause and words for statuses, for members and whoever joins later."""
    ana, olga = await bot.member(), admin_of(bot)
    modal = await asked(bot, olga)
    await olga.press(modal, Action.ADMIN_COUNTRY, value="DE")
    await bot.settled()
    modal = await redrawn(olga)
    await olga.press(modal, Action.ADMIN_NUDGES, value="off")
    await bot.settled()
    modal = await redrawn(olga)

    ack = await olga.submit(
        modal.id,
        {
            Field.ADMIN_REGION.value: "BY",
            Field.ADMIN_DATE.value: "2026-12-01",
            Field.ADMIN_MEETING.value: "jour fixe, :coffee:\nretro",
        },
    )
    await bot.settled()

    assert ack.ok
    assert olga.modal() is None
    assert await calendar_of(bot, ana) == "DE-BY"
    assert await calendar_of(bot, await bot.member("Ben")) == "DE-BY"
    setup = await bot.services.administration.find(bot.id)
    assert setup.paused_until == datetime(2026, 12, 1, tzinfo=UTC)
    assert await bot.services.policies.find(bot.id) == StatusWords(
        meeting=("jour fixe", ":coffee:", "retro")
    )
    assert "Saved for everybody" in bot.answer(olga)


async def redrawn(actor: Actor) -> View:
    """Return the modal as it is now."""
    modal = actor.modal()
    assert modal is not None
    return modal


async def test_paused_workspace_nudges_nobody_until_it_is_resumed(bot: RunningBot) -> None:
    """Keep quiet at the slot, and speak again once an admin says so."""
    ana, olga = await bot.member(), admin_of(bot)
    modal = await asked(bot, olga)
    await olga.press(modal, Action.ADMIN_NUDGES, value="off")
    await bot.settled()
    await olga.submit((await redrawn(olga)).id, {Field.ADMIN_DATE.value: "2026-12-01"})
    await _one_slot_on(bot, ana)
    assert len(ana.dm()) == 1

    modal = await asked(bot, olga)
    day = shown(modal, Field.ADMIN_DATE)
    assert day is not None
    assert day["initial_date"] == "2026-12-01"
    await olga.submit(modal.id, {Field.ADMIN_NUDGES.value: "on"})
    await _one_slot_on(bot, ana)

    assert len(ana.dm()) == 2


async def _one_slot_on(bot: RunningBot, actor: Actor) -> None:
    member = await bot.services.membership.find(bot.id, MemberId(actor.id))
    assert member is not None
    assert member.next_slot is not None
    bot.clock.advance(member.next_slot.at - bot.clock.now())
    await bot.services.nudging.deliver_due(bot.id)


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        (Field.ADMIN_MEETING, f"jour fixe\n{'x' * 51}", f"“{'x' * 20}…” is too long"),
        (Field.ADMIN_NEVER, "\n".join(map(str, range(51))), "at most 50 words"),
        (Field.ADMIN_AWAY, "beach, !!", "“!!” holds no word"),
    ],
)
async def test_words_that_no_status_says_are_refused(
    bot: RunningBot, name: Field, value: str, said: str
) -> None:
    """Say beneath the list which one it is, and keep nothing."""
    olga = admin_of(bot)
    modal = await asked(bot, olga)

    ack = await olga.submit(modal.id, {name.value: value})

    assert set(ack.body["errors"]) == {name}
    assert said in ack.body["errors"][name]
    assert await bot.services.policies.find(bot.id) == StatusWords()


@pytest.mark.parametrize("day", ["2026-11-23", "2030-01-01"])
async def test_day_that_cannot_be_is_refused(bot: RunningBot, day: str) -> None:
    """Say so beneath the day, and pause nothing."""
    olga = admin_of(bot)
    modal = await asked(bot, olga)
    await olga.press(modal, Action.ADMIN_NUDGES, value="off")
    await bot.settled()

    ack = await olga.submit((await redrawn(olga)).id, {Field.ADMIN_DATE.value: day})

    assert set(ack.body["errors"]) == {Field.ADMIN_DATE}
    assert "leave" not in ack.body["errors"][Field.ADMIN_DATE]
    assert (await bot.services.administration.find(bot.id)).paused_until is None


async def test_submitting_before_the_redraw_asks_for_the_day(bot: RunningBot) -> None:
    """Show what is missing where the modal was submitted faster than it was redrawn."""
    olga = admin_of(bot)
    modal = await asked(bot, olga)

    await olga.submit(modal.id, {Field.ADMIN_NUDGES.value: "off", Field.ADMIN_AWAY.value: "beach"})

    modal = await redrawn(olga)
    assert shown(modal, Field.ADMIN_DATE) is not None
    away = shown(modal, Field.ADMIN_AWAY)
    assert away is not None
    assert away["initial_value"] == "beach"


async def test_nobody_else_decides_for_everybody(bot: RunningBot) -> None:
    """Refuse in words that say who may, and what is one's own to decide."""
    ana = await bot.member()

    await ana.command("/unsit", "admin")
    await bot.settled()

    assert ana.modal() is None
    assert "Only owners and admins" in bot.answer(ana)
    assert "`/unsit settings`" in bot.answer(ana)


async def test_whoever_is_admin_no_more_cannot_submit(bot: RunningBot) -> None:
    """Ask Slack again at the deed, whatever was shown before."""
    olga = admin_of(bot)
    modal = await asked(bot, olga)
    bot.workspace.change_person(olga.id, is_admin=False)

    ack = await olga.submit(modal.id, {Field.ADMIN_COUNTRY.value: "DE"})

    assert "Only owners and admins" in next(iter(ack.body["errors"].values()))
    assert not await bot.services.calendars.find(bot.id)


async def test_silence_of_slack_is_no_admin(bot: RunningBot) -> None:
    """Open nothing where Slack does not say who somebody is."""
    olga = admin_of(bot)
    bot.sandbox.break_(Fault("error", "users.info", error="internal_error"))

    await olga.command("/unsit", "admin")
    await bot.settled()

    assert olga.modal() is None


async def test_home_of_an_admin_shows_the_set_up(bot: RunningBot) -> None:
    """Show what is left to do, and no figures of a few."""
    olga = admin_of(bot)
    await olga.open_home()

    said = "\n".join(words(olga.home()))

    assert "For owners and admins" in said
    assert "No public holidays count yet" in said
    assert "Figures of all together appear once 5 people" in said


async def test_home_of_an_admin_leads_to_the_modal(bot: RunningBot) -> None:
    """Open it, and show its outcome."""
    olga = admin_of(bot)
    await olga.open_home()
    home = olga.home()
    assert home is not None
    await olga.press(home, Action.OPEN_ADMIN)
    await bot.settled()

    await olga.submit((await redrawn(olga)).id, {Field.ADMIN_COUNTRY.value: "JP"})
    await bot.settled()

    assert any("Japan" in text for text in words(olga.home()))


@pytest.mark.parametrize(("people", "is_shown"), [(4, False), (5, True)])
async def test_figures_of_all_hide_each(bot: RunningBot, people: int, *, is_shown: bool) -> None:
    """Show them from five people on, and never a person's own."""
    olga = admin_of(bot)
    members = [await bot.member(f"Member {number}") for number in range(people)]
    day = date(2026, 11, 23)
    async with bot.database.write() as connection:
        await totals.add(
            connection,
            bot.id,
            {(MemberId(each.id), day): Tally(asked=10, completed=6) for each in members},
        )
    await olga.open_home()

    said = "\n".join(words(olga.home()))

    assert ("5 people did 30 of 50" in said) is is_shown
    assert not any(each.id in said for each in members)


async def test_home_of_anybody_else_shows_none_of_it(bot: RunningBot) -> None:
    """Nor does Slack get asked again for each look."""
    ana = await bot.member()
    await ana.open_home()
    asked_before = bot.calls("users.info")
    await ana.open_home()
    again = bot.calls("users.info") - asked_before
    bot.clock.advance(timedelta(minutes=11))
    await ana.open_home()

    assert not any("For owners and admins" in text for text in words(ana.home()))
    assert (again, bot.calls("users.info") - asked_before) == (0, 1)
