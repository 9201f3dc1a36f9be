"""Admins list, add and remove exercises of their own in one modal."""

import pytest

from bot.domain.exercise import Kind
from bot.domain.ids import MemberId
from bot.sandbox import View
from bot.sandbox.person import Actor
from bot.services.exercises import MOST_OWN
from bot.slack.ids import Action, Field
from bot.slack.ids import View as ViewId
from tests.slack.running import RunningBot, words


def admin_of(bot: RunningBot) -> Actor:
    """Let an admin be in the workspace."""
    person = bot.workspace.add_person(name="Olga", tz="Europe/Lisbon", is_admin=True)
    return bot.workspace.actor(person.id)


async def opened(bot: RunningBot, actor: Actor) -> View:
    """Open the modal from the Home."""
    await actor.open_home()
    home = actor.home()
    assert home is not None
    await actor.press(home, Action.OPEN_EXERCISES)
    await bot.settled()
    return modal_of(actor)


def modal_of(actor: Actor) -> View:
    """Return the modal as it is now."""
    modal = actor.modal()
    assert modal is not None
    assert modal.callback_id == ViewId.EXERCISES
    return modal


def entered(text: str, link: str = "", kind: Kind = Kind.WALK) -> dict[str, object]:
    """Fill in the modal."""
    return {
        Field.EXERCISE_KIND.value: kind.value,
        Field.EXERCISE_TEXT.value: text,
        Field.EXERCISE_LINK.value: link,
    }


def names_of_inputs(view: View) -> set[str]:
    """Return the block ids of what can be typed in."""
    return {block["block_id"] for block in view.blocks if block["type"] == "input"}


async def test_modal_without_exercises_says_so(bot: RunningBot) -> None:
    """With what they are for, and not as a count of none."""
    modal = await opened(bot, admin_of(bot))

    said = words(modal)[0]
    assert said.startswith("No exercises of your own yet. Own exercises take their turn")
    assert f"Up to {MOST_OWN} are possible." in said


async def test_exercise_is_added_and_listed(bot: RunningBot) -> None:
    """Show it at once, with empty inputs for the next."""
    olga = admin_of(bot)
    modal = await opened(bot, olga)

    ack = await olga.submit(modal.id, entered("Climb the <stairs>", "https://stairs.example"))

    assert "markup" in ack.body["errors"][Field.EXERCISE_TEXT]
    await olga.submit(modal.id, entered("Climb & walk", "https://stairs.example"))
    await bot.settled()

    said = "\n".join(words(modal_of(olga)))
    assert "*walk*: Climb &amp; walk (<https://stairs.example|how to>)" in said
    assert "You have 1 exercise of your own." in said
    assert any("1 exercise of your own takes its turn" in text for text in words(olga.home()))


async def test_inputs_are_new_after_each_that_is_added(bot: RunningBot) -> None:
    """Where an input keeps its name Slack keeps what was typed, which would be added again."""
    olga = admin_of(bot)
    first = await opened(bot, olga)
    await olga.submit(first.id, entered("Climb & walk", "https://stairs.example"))
    second = modal_of(olga)

    ack = await olga.submit(second.id, entered("one two three four five six"))
    assert set(ack.body["errors"]) <= names_of_inputs(second)
    await olga.press(second, Action.EXERCISE_REMOVE, values=entered("half a"))
    await bot.settled()

    typed_in = [names_of_inputs(view) - {Field.EXERCISE_KIND.value} for view in (first, second)]
    assert typed_in[0].isdisjoint(typed_in[1])
    assert names_of_inputs(modal_of(olga)) == names_of_inputs(second)


@pytest.mark.parametrize(
    ("text", "link", "field"),
    [
        ("one two three four five six", "", Field.EXERCISE_TEXT),
        ("x" * 41, "", Field.EXERCISE_TEXT),
        ("Stairs", "javascript:alert(1)", Field.EXERCISE_LINK),
        ("Stairs", "https://" + "x" * 400, Field.EXERCISE_LINK),
    ],
)
async def test_unfit_exercise_is_refused_beneath_its_input(
    bot: RunningBot, text: str, link: str, field: Field
) -> None:
    """Say what is wrong, and keep nothing."""
    olga = admin_of(bot)
    modal = await opened(bot, olga)

    ack = await olga.submit(modal.id, entered(text, link))

    assert set(ack.body["errors"]) == {field}
    assert await bot.services.exercises.list_of(bot.id) == []


async def test_exercise_is_removed_and_nothing_typed_is_lost(bot: RunningBot) -> None:
    """List the others, and leave the inputs as they are."""
    olga = admin_of(bot)
    await bot.services.exercises.add(
        bot.id, by=MemberId(olga.id), kind=Kind.STAND, text="Stand on one leg", link=None
    )
    modal = await opened(bot, olga)
    assert any("Stand on one leg" in text for text in words(modal))

    await olga.press(modal, Action.EXERCISE_REMOVE, values=entered("half a"))
    await bot.settled()

    assert await bot.services.exercises.list_of(bot.id) == []
    redrawn = modal_of(olga)
    assert not any("Stand on one leg" in text for text in words(redrawn))
    elements = [block["element"] for block in redrawn.blocks if block["type"] == "input"]
    assert [each["initial_value"] for each in elements if "initial_value" in each] == ["half a"]


async def test_there_is_no_room_for_more_than_fit(bot: RunningBot) -> None:
    """Say so, and list them all."""
    olga = admin_of(bot)
    for number in range(MOST_OWN):
        await bot.services.exercises.add(
            bot.id, by=MemberId(olga.id), kind=Kind.STAND, text=f"Number {number}", link=None
        )
    modal = await opened(bot, olga)

    ack = await olga.submit(modal.id, entered("One more"))

    assert "There are 20 already" in ack.body["errors"][Field.EXERCISE_KIND]


async def test_whoever_is_admin_no_more_changes_nothing(bot: RunningBot) -> None:
    """Ask Slack again at each deed."""
    olga = admin_of(bot)
    await bot.services.exercises.add(
        bot.id, by=MemberId(olga.id), kind=Kind.STAND, text="Stand on one leg", link=None
    )
    modal = await opened(bot, olga)
    bot.workspace.change_person(olga.id, is_admin=False)

    await olga.press(modal, Action.EXERCISE_REMOVE)
    await bot.settled()
    await olga.submit(modal.id, entered("Climb"))

    assert len(await bot.services.exercises.list_of(bot.id)) == 1


async def test_how_explains_own_exercises(bot: RunningBot) -> None:
    """With where to read on."""
    ana, olga = await bot.member(), admin_of(bot)
    await bot.services.exercises.add(
        bot.id, by=MemberId(olga.id), kind=Kind.WALK, text="Stairs", link="https://stairs.example"
    )

    await ana.command("/unsit", "how walk")

    assert "*Stairs* (from your team)" in bot.answer(ana)
