"""Owns what happens when a person presses, submits or closes something made of blocks."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.sandbox import payloads
from bot.sandbox.blockkit import check_view
from bot.sandbox.errors import SlackError
from bot.sandbox.inputs import Spot, choose, entry_of, missing, spots, state_of
from bot.sandbox.model import Ack, JsonObject, Message, Person, View
from bot.sandbox.payloads import Parcel

if TYPE_CHECKING:
    from bot.sandbox.workspace import Workspace

# Elements that are pressed and keep nothing.
_STATELESS = {"button", "overflow", "workflow_button", "icon_button", "feedback_buttons"}


@dataclass(frozen=True, slots=True)
class Press:
    """Which element is pressed, with which value, and what else stands in the view."""

    action_id: str
    block_id: str | None
    value: object
    values: JsonObject


async def press_message(
    workspace: "Workspace", person: Person, message: Message, press: Press
) -> Ack:
    """Press an element of a message as it stands now."""
    current = workspace.room(message.channel).get(message.ts, person.id)
    spot = _find(current.blocks, press)
    chosen = {} if spot.type in _STATELESS else _entered(spot, press)
    state = state_of(current.blocks, chosen)
    action = _action(spot, press, workspace.event_ts())
    payload = payloads.message_action(workspace, person, current, action, state)
    return await _interact(workspace, payload)


async def press_view(workspace: "Workspace", person: Person, view: View, press: Press) -> Ack:
    """Press an element of a Home or a modal as it stands now, keeping what was entered."""
    current = _own(workspace, person, view.id)
    spot = _find(current.blocks, press)
    chosen = choose(current.blocks, press.values, current.chosen)
    if spot.type not in _STATELESS:
        chosen.setdefault(spot.block_id, {}).update(_entered(spot, press)[spot.block_id])
    current = workspace.views.enter(current, chosen)
    if spot.block["type"] == "input" and not spot.block.get("dispatch_action"):
        # The bot did not ask to hear of this one before the submission.
        return Ack(status=0)
    action = _action(spot, press, workspace.event_ts())
    return await _interact(workspace, payloads.view_action(workspace, person, current, action))


async def submit(workspace: "Workspace", person: Person, view_id: str, state: JsonObject) -> Ack:
    """Submit a modal and do what the bot's answer says."""
    view = _own(workspace, person, view_id)
    view = workspace.views.enter(view, choose(view.blocks, state, view.chosen))
    errors = missing(view.blocks, state_of(view.blocks, view.chosen))
    if errors:
        # Slack's own form check: the bot does not hear of it.
        workspace.views.refuse(view, errors)
        return Ack(status=0, body={"response_action": "errors", "errors": errors})
    workspace.deeds(person.id).modals_submitted += 1
    ack = await _interact(workspace, payloads.view_submission(workspace, person, view))
    if not ack.ok:
        return ack
    try:
        _respond(workspace, view, ack.body)
    except SlackError:
        return replace(ack, problem="invalid_response")
    return ack


async def close(workspace: "Workspace", person: Person, view_id: str) -> Ack:
    """Close a modal, telling the bot where it asked to be told."""
    view = _own(workspace, person, view_id)
    workspace.views.close(view)
    if not view.content.get("notify_on_close"):
        return Ack(status=0)
    payload = payloads.view_closed(workspace, person, view, is_cleared=False)
    return await _interact(workspace, payload)


def _respond(workspace: "Workspace", view: View, body: JsonObject) -> None:
    views, action = workspace.views, body.get("response_action")
    current = views.still(view)
    if current is None:
        return
    if action == "errors":
        _refuse(workspace, current, body.get("errors"))
    elif action == "update":
        views.update(current, check_view(body.get("view"), "modal"))
    elif action == "push":
        views.push(view.user, check_view(body.get("view"), "modal"))
    elif action == "clear":
        views.clear(view.user)
    elif action is None and not body:
        views.close(current)
    else:
        raise SlackError("invalid_arguments")


def _refuse(workspace: "Workspace", view: View, errors: object) -> None:
    inputs = {block["block_id"] for block in view.blocks if block["type"] == "input"}
    if not isinstance(errors, dict) or not errors or not set(errors) <= inputs:
        raise SlackError("invalid_arguments", "errors name the block ids of inputs")
    workspace.views.refuse(view, errors)


async def _interact(workspace: "Workspace", payload: JsonObject) -> Ack:
    return await workspace.delivery.once(workspace, Parcel("interactive", payload))


def _own(workspace: "Workspace", person: Person, view_id: str) -> View:
    view = workspace.views.get(view_id)
    if view.user != person.id:
        raise SlackError("not_found")
    return view


def _find(blocks: Iterable[JsonObject], press: Press) -> Spot:
    for spot in spots(blocks):
        in_place = press.block_id is None or spot.block_id == press.block_id
        same_button = (
            spot.type != "button" or press.value is None or spot.element.get("value") == press.value
        )
        if spot.action_id == press.action_id and in_place and same_button:
            return spot
    raise LookupError(f"there is no {press.action_id} to press here")


def _entered(spot: Spot, press: Press) -> JsonObject:
    return {spot.block_id: {spot.action_id: entry_of(spot.element, press.value)}}


def _action(spot: Spot, press: Press, at: str) -> JsonObject:
    action: JsonObject = {
        "type": spot.type,
        "block_id": spot.block_id,
        "action_id": spot.action_id,
        "action_ts": at,
    }
    shown = ("text", "value", "style", "placeholder", "confirm", "url")
    action |= {name: spot.element[name] for name in shown if name in spot.element}
    if spot.type == "overflow" or spot.type not in _STATELESS:
        action |= entry_of(spot.element, press.value)
    return action
