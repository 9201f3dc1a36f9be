"""Modals and Homes: opening, stacking, changing, and the rights it takes."""

import asyncio

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox import Sandbox, Workspace
from bot.sandbox.person import Actor
from tests.sandbox.bots import SocketBot, be_silent, socket_bot
from tests.sandbox.samples import actions, button, home, modal, section
from tests.sandbox.test_chat import refusal


def _trigger(workspace: Workspace, actor: Actor) -> str:
    return workspace.tickets.trigger(actor.id)


async def test_a_modal_opens_for_who_pulled_the_trigger(
    client: AsyncWebClient, workspace: Workspace, actor: Actor
) -> None:
    """The person sees the modal, and the answer has its id, hash and state."""
    opened = await client.views_open(trigger_id=_trigger(workspace, actor), view=modal())
    view = actor.modal()
    assert view is not None
    assert (view.id, view.hash) == (opened["view"]["id"], opened["view"]["hash"])
    assert opened["view"]["state"] == {"values": {}}
    assert opened["view"]["root_view_id"] == view.id


async def test_a_trigger_works_once(
    client: AsyncWebClient, workspace: Workspace, actor: Actor
) -> None:
    """The second use is refused, and so is a trigger nobody handed out."""
    trigger = _trigger(workspace, actor)
    await client.views_open(trigger_id=trigger, view=modal())
    codes = [
        await refusal(client, "views.open", trigger_id=one, view=modal())
        for one in (trigger, "1.2.3", "")
    ]
    assert codes == ["exchanged_trigger_id", "invalid_trigger_id", "invalid_trigger_id"]


async def test_a_trigger_expires(hasty: Sandbox, session: aiohttp.ClientSession) -> None:
    """After Slack's patience a trigger opens nothing."""
    workspace = hasty.add_workspace()
    actor = workspace.actor(workspace.add_person(name="Ana").id)
    client = AsyncWebClient(token=workspace.bot_token, base_url=hasty.api_url, session=session)
    trigger = _trigger(workspace, actor)
    async with socket_bot(hasty, workspace, session) as bot:
        bot.answer = be_silent
        # A command waits for its acknowledgement as long as a trigger lives.
        await actor.command("/unsit")
    code = await refusal(client, "views.open", trigger_id=trigger, view=modal())
    assert code == "expired_trigger_id"


async def test_modals_stack_up_to_three(
    client: AsyncWebClient, workspace: Workspace, actor: Actor
) -> None:
    """A fourth is refused, and a modal over none as well."""
    nothing = await refusal(
        client, "views.push", trigger_id=_trigger(workspace, actor), view=modal()
    )
    await client.views_open(trigger_id=_trigger(workspace, actor), view=modal())
    for _ in range(2):
        await client.views_push(trigger_id=_trigger(workspace, actor), view=modal())
    full = await refusal(client, "views.push", trigger_id=_trigger(workspace, actor), view=modal())
    assert (nothing, full) == ("not_found", "push_limit_reached")
    top = actor.modal()
    assert top is not None
    assert top.previous_id not in {None, top.root_id}


async def test_closing_a_modal_shows_the_one_below(
    client: AsyncWebClient, workspace: Workspace, actor: Actor
) -> None:
    """Closing the lowest closes all."""
    await client.views_open(trigger_id=_trigger(workspace, actor), view=modal())
    low = actor.modal()
    await client.views_push(trigger_id=_trigger(workspace, actor), view=modal())
    high = actor.modal()
    assert low is not None
    assert high is not None
    await actor.close(high.id)
    assert actor.modal() == low
    await client.views_push(trigger_id=_trigger(workspace, actor), view=modal())
    await actor.close(low.id)
    assert actor.modal() is None


async def test_opening_replaces_what_was_open(
    client: AsyncWebClient, workspace: Workspace, actor: Actor
) -> None:
    """A new modal opened for a person takes the place of the others."""
    await client.views_open(trigger_id=_trigger(workspace, actor), view=modal())
    first = actor.modal()
    await client.views_open(trigger_id=_trigger(workspace, actor), view=modal())
    assert first is not None
    assert await refusal(client, "views.update", view_id=first.id, view=modal()) == "not_found"


async def test_a_view_changes_unless_it_changed_since(
    client: AsyncWebClient, workspace: Workspace, actor: Actor
) -> None:
    """An update with an old hash conflicts; one with the newest, or none, passes."""
    opened = await client.views_open(trigger_id=_trigger(workspace, actor), view=modal())
    place = {"view_id": opened["view"]["id"], "hash": opened["view"]["hash"]}
    updated = await client.views_update(**place, view=modal(section("New")))
    code = await refusal(client, "views.update", **place, view=modal())
    assert code == "hash_conflict"
    assert updated["view"]["hash"] != place["hash"]
    view = actor.modal()
    assert view is not None
    assert view.blocks[0]["text"]["text"] == "New"


async def test_a_view_can_be_found_by_the_bots_own_id(
    client: AsyncWebClient, workspace: Workspace, actor: Actor
) -> None:
    """An external id is unique in the workspace while its view is open."""
    named = modal(external_id="settings")
    await client.views_open(trigger_id=_trigger(workspace, actor), view=named)
    await client.views_update(external_id="settings", view=modal(external_id="other"))
    gone = await refusal(client, "views.update", external_id="settings", view=named)
    taken = await refusal(
        client,
        "views.push",
        trigger_id=_trigger(workspace, actor),
        view=modal(external_id="other"),
    )
    assert (gone, taken) == ("not_found", "duplicate_external_id")
    view = actor.modal()
    assert view is not None
    await actor.close(view.id)
    await client.views_open(trigger_id=_trigger(workspace, actor), view=modal(external_id="other"))


async def test_a_home_is_published_and_replaced(client: AsyncWebClient, actor: Actor) -> None:
    """The second publication keeps the id and changes the hash, which may be expected."""
    assert actor.home() is None
    first = await client.views_publish(user_id=actor.id, view=home())
    second = await client.views_publish(
        user_id=actor.id, view=home(section("New")), hash=first["view"]["hash"]
    )
    published = actor.home()
    assert published is not None
    assert published.id == first["view"]["id"] == second["view"]["id"]
    stale = await refusal(
        client, "views.publish", user_id=actor.id, view=home(), hash=first["view"]["hash"]
    )
    assert stale == "hash_conflict"
    await client.views_update(view_id=published.id, view=home())


async def test_views_of_the_wrong_kind_are_refused(
    client: AsyncWebClient, workspace: Workspace, actor: Actor
) -> None:
    """A Home does not open as a modal, a modal is no Home, and nobody has no Home."""
    codes = [
        await refusal(client, "views.open", trigger_id=_trigger(workspace, actor), view=home()),
        await refusal(client, "views.publish", user_id=actor.id, view=modal()),
        await refusal(client, "views.publish", user_id="U404", view=home()),
        await refusal(client, "views.publish", user_id=actor.id, view="{"),
        await refusal(client, "views.publish", user_id=actor.id, view="[]"),
    ]
    assert codes == ["invalid_arguments"] * 5


async def test_a_huge_view_is_refused(client: AsyncWebClient, actor: Actor) -> None:
    """A view of more than 250 kB is too large, whatever its blocks are."""
    huge = home(*(section("x" * 3_000) for _ in range(100)))
    assert await refusal(client, "views.publish", user_id=actor.id, view=huge) == "view_too_large"


async def test_opening_home_tells_the_bot_what_is_shown(
    bot: SocketBot, client: AsyncWebClient, actor: Actor
) -> None:
    """The event names the tab, and carries the view once there is one."""
    await actor.open_home()
    await client.views_publish(user_id=actor.id, view=home(actions(button())))
    await actor.open_home()
    first, second = bot.events
    assert (first["type"], first["tab"], first["user"]) == ("app_home_opened", "home", actor.id)
    assert "view" not in first
    assert second["view"]["type"] == "home"
    assert first["channel"].startswith("D")


async def test_two_presses_at_once_both_arrive(
    bot: SocketBot, client: AsyncWebClient, actor: Actor
) -> None:
    """Nothing in the sandbox swallows the second of two quick presses."""
    await client.views_publish(user_id=actor.id, view=home(actions(button())))
    published = actor.home()
    assert published is not None
    await asyncio.gather(actor.press(published, "go"), actor.press(published, "go"))
    assert len(bot.of("interactive")) == 2
