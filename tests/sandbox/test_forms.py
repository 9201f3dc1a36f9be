"""Pressing and submitting: what the bot is told of elements, and what its answers do to views."""

from typing import Any

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.sandbox import Channel, Message, View, Workspace
from bot.sandbox.errors import SlackError
from bot.sandbox.person import Actor
from tests.sandbox.bots import Payload, SocketBot
from tests.sandbox.samples import (
    actions,
    button,
    field,
    home,
    modal,
    option,
    plain,
    section,
    select,
    text_input,
)


def _pressed(bot: SocketBot) -> Payload:
    payload: Payload = bot.of("interactive")[-1]["payload"]
    return payload


async def _open(
    client: AsyncWebClient, workspace: Workspace, actor: Actor, view: dict[str, Any]
) -> View:
    await client.views_open(trigger_id=workspace.tickets.trigger(actor.id), view=view)
    opened = actor.modal()
    assert opened is not None
    return opened


def _answering(bot: SocketBot, payload: Payload) -> None:
    async def answer(_payload: Payload) -> Payload | None:
        return payload

    bot.answer = answer


async def test_pressing_a_button_of_a_message(
    bot: SocketBot, workspace: Workspace, actor: Actor, nudge: Message
) -> None:
    """The bot is told of the button, the message, the person and how to answer."""
    assert (await actor.press(nudge, "go")).ok
    payload = _pressed(bot)
    assert payload["type"] == "block_actions"
    action = payload["actions"][0]
    assert (action["action_id"], action["value"], action["block_id"]) == ("go", "1", "row")
    assert payload["container"]["message_ts"] == payload["message"]["ts"] == nudge.ts
    assert payload["user"]["id"] == actor.id
    assert payload["team"] == {"id": workspace.id, "domain": "acme"}
    assert payload["response_url"]


async def test_the_answer_to_a_press_can_replace_or_delete_the_message(
    bot: SocketBot, session: aiohttp.ClientSession, actor: Actor, nudge: Message
) -> None:
    """The response URL of a press knows the message it came from."""
    await actor.press(nudge, "go")
    webhook = AsyncWebhookClient(str(_pressed(bot)["response_url"]), session=session)
    await webhook.send(text="Well done", replace_original=True)
    assert (actor.dm()[0].text, actor.dm()[0].ts) == ("Well done", nudge.ts)
    await webhook.send(delete_original=True)
    assert actor.dm() == []


async def test_an_ephemeral_message_can_be_pressed_replaced_and_deleted(
    bot: SocketBot,
    client: AsyncWebClient,
    session: aiohttp.ClientSession,
    general: Channel,
    actor: Actor,
) -> None:
    """Its payload has no message in it, as in Slack, and its response URL works on it."""
    await client.chat_postEphemeral(
        channel=general.id, user=actor.id, text="Psst", blocks=[actions(button())]
    )
    await actor.press(actor.seen(general.id)[0], "go")
    payload = _pressed(bot)
    assert payload["container"]["is_ephemeral"]
    assert "message" not in payload
    webhook = AsyncWebhookClient(str(payload["response_url"]), session=session)
    await webhook.send(text="Fine", replace_original=True)
    assert actor.seen(general.id)[0].text == "Fine"
    await webhook.send(delete_original=True)
    assert actor.seen(general.id) == []


async def test_equal_action_ids_are_told_apart_by_block_and_value(
    bot: SocketBot, client: AsyncWebClient, actor: Actor
) -> None:
    """A press may name the block or the button's value."""
    blocks = [
        actions(button("go", "1"), block_id="one"),
        actions(button("go", "2"), button("stay", "3"), block_id="two"),
    ]
    await client.chat_postMessage(channel=actor.id, text="Up?", blocks=blocks)
    message = actor.dm()[0]
    await actor.press(message, "go", block_id="two")
    assert _pressed(bot)["actions"][0]["value"] == "2"
    await actor.press(message, "go", value="2")
    assert _pressed(bot)["actions"][0]["block_id"] == "two"


@pytest.mark.parametrize("action_id", ["stay", "nowhere"])
async def test_what_is_not_there_cannot_be_pressed(
    actor: Actor, nudge: Message, action_id: str
) -> None:
    """Pressing something that is not in the message is a mistake of the test."""
    with pytest.raises(LookupError, match=action_id):
        await actor.press(nudge, action_id)


async def test_a_menu_of_a_message_sends_the_option(
    bot: SocketBot, client: AsyncWebClient, actor: Actor
) -> None:
    """The chosen option is in the action and in the state, and stays nowhere."""
    row = actions(
        select("when", "now", "later"),
        {"type": "overflow", "action_id": "more", "options": [option("stop"), option("less")]},
    )
    await client.chat_postMessage(channel=actor.id, text="Up?", blocks=[row])
    message = actor.dm()[0]
    await actor.press(message, "when", value="later")
    payload = _pressed(bot)
    assert payload["actions"][0]["selected_option"]["value"] == "later"
    assert payload["state"]["values"]["row"]["when"]["selected_option"]["value"] == "later"
    await actor.press(message, "more", value="less")
    payload = _pressed(bot)
    assert payload["actions"][0]["selected_option"] == option("less")
    assert payload["state"]["values"]["row"]["when"]["selected_option"] is None
    with pytest.raises(LookupError, match="never"):
        await actor.press(message, "when", value="never")


async def test_pressing_in_a_home_tells_of_the_view(
    bot: SocketBot, client: AsyncWebClient, actor: Actor
) -> None:
    """A Home's press carries the view, a trigger and no response URL."""
    await client.views_publish(user_id=actor.id, view=home(actions(button())))
    published = actor.home()
    assert published is not None
    await actor.press(published, "go")
    payload = _pressed(bot)
    assert payload["container"] == {"type": "view", "view_id": published.id}
    assert payload["view"]["id"] == published.id
    assert payload["trigger_id"]
    assert "response_url" not in payload


async def test_nobody_presses_in_somebody_elses_view(
    client: AsyncWebClient, workspace: Workspace, actor: Actor
) -> None:
    """A view is one person's."""
    await client.views_publish(user_id=actor.id, view=home(actions(button())))
    published = actor.home()
    bo = workspace.actor(workspace.add_person(name="Bo").id)
    assert published is not None
    with pytest.raises(SlackError, match="not_found"):
        await bo.press(published, "go")


async def test_a_submission_has_initial_values_and_what_was_entered(
    bot: SocketBot, client: AsyncWebClient, workspace: Workspace, actor: Actor
) -> None:
    """Entered values win over the initial ones, whether named by action or by block."""
    form = modal(
        field("name", text_input("name", initial="Ana")),
        field("zone", select("zone", "utc", "wet", initial="utc")),
        field("note", text_input("note"), optional=True),
        private_metadata="kept",
    )
    view = await _open(client, workspace, actor, form)
    ack = await actor.submit(view.id, {"name": "Bo", "zone": {"zone": "wet"}})
    assert (ack.ok, actor.modal()) == (True, None)
    payload = _pressed(bot)
    assert payload["type"] == "view_submission"
    assert (payload["view"]["callback_id"], payload["view"]["private_metadata"]) == (
        "form",
        "kept",
    )
    values = payload["view"]["state"]["values"]
    assert values["name"]["name"] == {"type": "plain_text_input", "value": "Bo"}
    assert values["zone"]["zone"]["selected_option"]["value"] == "wet"
    assert values["note"]["note"]["value"] is None


async def test_every_input_has_slacks_own_state(
    bot: SocketBot, client: AsyncWebClient, workspace: Workspace, actor: Actor
) -> None:
    """Plain values become the shapes in which Slack writes each element's state."""
    elements: dict[str, tuple[dict[str, Any], Any, str, Any]] = {
        "date": ({"type": "datepicker"}, "2026-11-23", "selected_date", "2026-11-23"),
        "time": ({"type": "timepicker"}, "09:30", "selected_time", "09:30"),
        "instant": ({"type": "datetimepicker"}, "1795424400", "selected_date_time", 1795424400),
        "user": ({"type": "users_select"}, "U1", "selected_user", "U1"),
        "channel": ({"type": "channels_select"}, "C1", "selected_channel", "C1"),
        "place": ({"type": "conversations_select"}, "C1", "selected_conversation", "C1"),
        "users": ({"type": "multi_users_select"}, ["U1"], "selected_users", ["U1"]),
        "number": (
            {"type": "number_input", "is_decimal_allowed": False},
            "12",
            "value",
            "12",
        ),
        "days": (
            {"type": "checkboxes", "options": [option("mon"), option("tue")]},
            ["tue"],
            "selected_options",
            [option("tue")],
        ),
        "level": (
            {"type": "radio_buttons", "options": [option("low"), option("high")]},
            {"selected_option": {"value": "high"}},
            "selected_option",
            option("high"),
        ),
        "rich": (
            {"type": "rich_text_input"},
            "Hi",
            "rich_text_value",
            {
                "type": "rich_text",
                "elements": [
                    {"type": "rich_text_section", "elements": [{"type": "text", "text": "Hi"}]}
                ],
            },
        ),
    }
    blocks = [field(name, {**one[0], "action_id": name}) for name, one in elements.items()]
    view = await _open(client, workspace, actor, modal(*blocks))
    await actor.submit(view.id, {name: one[1] for name, one in elements.items()})
    values = _pressed(bot)["view"]["state"]["values"]
    found = {name: values[name][name][one[2]] for name, one in elements.items()}
    assert found == {name: one[3] for name, one in elements.items()}


async def test_options_may_come_in_groups(
    bot: SocketBot, client: AsyncWebClient, workspace: Workspace, actor: Actor
) -> None:
    """A value is looked for in every group."""
    groups = [
        {"label": plain("A"), "options": [option("one")]},
        {"label": plain("B"), "options": [option("two")]},
    ]
    menu = {"type": "static_select", "action_id": "pick", "option_groups": groups}
    view = await _open(client, workspace, actor, modal(field("pick", menu)))
    await actor.submit(view.id, {"pick": "two"})
    values = _pressed(bot)["view"]["state"]["values"]
    assert values["pick"]["pick"]["selected_option"] == option("two")


async def test_required_inputs_are_checked_before_the_bot_hears(
    bot: SocketBot, client: AsyncWebClient, workspace: Workspace, actor: Actor
) -> None:
    """Slack's own form check keeps an empty required field from being submitted."""
    view = await _open(client, workspace, actor, modal(field("name", text_input("name", "Ana"))))
    ack = await actor.submit(view.id, {"name": ""})
    assert ack.body["errors"] == {"name": "Please complete this required field."}
    current = actor.modal()
    assert current is not None
    assert current.errors == ack.body["errors"]
    assert bot.of("interactive") == []
    assert (await actor.submit(view.id, {"name": "Bo"})).ok
    assert actor.modal() is None


async def test_an_unknown_input_is_a_mistake_of_the_test(
    client: AsyncWebClient, workspace: Workspace, actor: Actor
) -> None:
    """Values for inputs that are not there are refused."""
    view = await _open(client, workspace, actor, modal())
    with pytest.raises(LookupError, match="nmae"):
        await actor.submit(view.id, {"nmae": "Ana"})


@pytest.mark.parametrize(
    ("answer", "shown"),
    [
        ({"response_action": "errors", "errors": {"name": "Taken"}}, "Form"),
        ({"response_action": "update", "view": modal(title=plain("Thanks"))}, "Thanks"),
        ({"response_action": "push", "view": modal(title=plain("Sure?"))}, "Sure?"),
        ({"response_action": "clear"}, None),
        ({}, None),
    ],
)
async def test_the_bots_answer_to_a_submission_is_done(
    bot: SocketBot,
    client: AsyncWebClient,
    workspace: Workspace,
    actor: Actor,
    answer: Payload,
    shown: str | None,
) -> None:
    """Errors keep the modal, update and push show another, clear and nothing close it."""
    view = await _open(client, workspace, actor, modal(field("name", text_input("name", "Ana"))))
    _answering(bot, answer)
    assert (await actor.submit(view.id)).ok
    current = actor.modal()
    title = current.content["title"]["text"] if current else None
    assert title == shown
    if current and "errors" in answer:
        assert current.errors == {"name": "Taken"}


@pytest.mark.parametrize(
    "answer",
    [
        {"response_action": "errors", "errors": {"nothing": "Wrong"}},
        {"response_action": "errors"},
        {"response_action": "dance"},
        {"response_action": "update", "view": {"type": "modal"}},
        {"text": "What?"},
    ],
)
async def test_an_answer_slack_cannot_follow_leaves_the_modal_open(
    bot: SocketBot,
    client: AsyncWebClient,
    workspace: Workspace,
    actor: Actor,
    answer: Payload,
) -> None:
    """The person sees that something went wrong, and keeps what was typed."""
    view = await _open(client, workspace, actor, modal(field("name", text_input("name", "Ana"))))
    _answering(bot, answer)
    ack = await actor.submit(view.id)
    assert (ack.problem, actor.modal() is not None) == ("invalid_response", True)


async def test_a_submission_nobody_takes_leaves_the_modal_open(
    client: AsyncWebClient, workspace: Workspace, actor: Actor
) -> None:
    """Without a bot the modal stays."""
    view = await _open(client, workspace, actor, modal())
    assert (await actor.submit(view.id)).problem == "dispatch_failed"
    assert actor.modal() is not None


async def test_a_modal_the_bot_closed_meanwhile_stays_closed(
    bot: SocketBot, client: AsyncWebClient, workspace: Workspace, actor: Actor
) -> None:
    """An answer about a view that is gone changes nothing."""
    view = await _open(client, workspace, actor, modal())

    async def answer(_payload: Payload) -> Payload | None:
        workspace.views.clear(actor.id)
        return {"response_action": "update", "view": modal()}

    bot.answer = answer
    assert (await actor.submit(view.id)).ok
    assert actor.modal() is None


async def test_closing_is_told_to_bots_that_ask(
    bot: SocketBot, client: AsyncWebClient, workspace: Workspace, actor: Actor
) -> None:
    """`view_closed` comes only where `notify_on_close` was set."""
    silent = await _open(client, workspace, actor, modal())
    await actor.close(silent.id)
    assert bot.of("interactive") == []
    told = await _open(client, workspace, actor, modal(notify_on_close=True))
    await actor.close(told.id)
    payload = _pressed(bot)
    assert (payload["type"], payload["view"]["id"]) == ("view_closed", told.id)


async def test_a_choice_in_a_modal_is_told_when_asked_and_kept(
    bot: SocketBot, client: AsyncWebClient, workspace: Workspace, actor: Actor
) -> None:
    """`dispatch_action` sends a block action with the whole view's state."""
    form = modal(
        field("kind", select("kind", "a", "b", initial="a"), dispatch_action=True),
        field("name", text_input("name", "Ana")),
    )
    view = await _open(client, workspace, actor, form)
    await actor.press(view, "kind", value="b", values={"name": {"name": "Bo"}})
    payload = _pressed(bot)
    assert payload["actions"][0]["selected_option"]["value"] == "b"
    assert payload["view"]["state"]["values"]["name"]["name"]["value"] == "Bo"
    await client.views_update(view_id=view.id, view=modal(*form["blocks"], section("More")))
    await actor.submit(view.id)
    values = _pressed(bot)["view"]["state"]["values"]
    assert values["kind"]["kind"]["selected_option"]["value"] == "b"
    assert values["name"]["name"]["value"] == "Bo"


async def test_a_choice_in_a_quiet_input_waits_for_the_submission(
    bot: SocketBot, client: AsyncWebClient, workspace: Workspace, actor: Actor
) -> None:
    """Without `dispatch_action` the bot hears nothing before."""
    view = await _open(client, workspace, actor, modal(field("kind", select("kind", "a", "b"))))
    ack = await actor.press(view, "kind", value="b")
    assert (ack.status, ack.ok, bot.of("interactive")) == (0, True, [])
    await actor.submit(view.id)
    values = _pressed(bot)["view"]["state"]["values"]
    assert values["kind"]["kind"]["selected_option"]["value"] == "b"


async def test_a_button_inside_a_modal_is_told(
    bot: SocketBot, client: AsyncWebClient, workspace: Workspace, actor: Actor
) -> None:
    """A section's accessory is an element like any other."""
    form = modal(section() | {"accessory": button("help", "me"), "block_id": "top"})
    view = await _open(client, workspace, actor, form)
    await actor.press(view, "help")
    payload = _pressed(bot)
    assert payload["actions"][0]["block_id"] == "top"
    assert payload["view"]["state"]["values"] == {}


async def test_nothing_can_be_chosen_where_nothing_is_kept(
    bot: SocketBot, client: AsyncWebClient, workspace: Workspace, actor: Actor
) -> None:
    """Elements whose options come from elsewhere cannot be chosen in."""
    external = {"type": "external_select", "action_id": "find"}
    view = await _open(client, workspace, actor, modal(actions(external)))
    with pytest.raises(LookupError, match="external_select"):
        await actor.press(view, "find", value="x")
    assert (await actor.submit(view.id, {"row": {"find": None}})).ok
    assert len(bot.of("interactive")) == 1
