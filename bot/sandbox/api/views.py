"""Owns the `views.*` methods: opening, laying over, changing and publishing views."""

from bot.sandbox import shapes
from bot.sandbox.api.call import Call, Method, Methods
from bot.sandbox.blockkit import check_view
from bot.sandbox.errors import SlackError
from bot.sandbox.limits import TIER_4
from bot.sandbox.model import JsonObject, View


def open_(call: Call) -> JsonObject:
    """Open a modal for the person who just did something."""
    view = check_view(call.json("view"), "modal")
    user = call.workspace.tickets.exchange(call.required("trigger_id", "invalid_trigger_id"))
    return _written(call, call.workspace.views.open(user, view))


def push(call: Call) -> JsonObject:
    """Lay a modal over the one from which a person just did something."""
    view = check_view(call.json("view"), "modal")
    user = call.workspace.tickets.exchange(call.required("trigger_id", "invalid_trigger_id"))
    return _written(call, call.workspace.views.push(user, view))


def update(call: Call) -> JsonObject:
    """Change what a view shows."""
    views = call.workspace.views
    old = views.find(call.text("view_id"), call.text("external_id"))
    view = check_view(call.json("view"), "home" if old.type == "home" else "modal")
    return _written(call, views.update(old, view, call.text("hash")))


def publish(call: Call) -> JsonObject:
    """Show a person their Home."""
    user = call.required("user_id")
    if user not in call.workspace.people:
        raise SlackError("invalid_arguments", "[ERROR] user not found [json-pointer:/user_id]")
    view = check_view(call.json("view"), "home")
    return _written(call, call.workspace.views.publish(user, view, call.text("hash")))


def _written(call: Call, view: View) -> JsonObject:
    return {"view": shapes.view(call.workspace, view)}


METHODS: Methods = {
    "views.open": Method(open_, TIER_4),
    "views.push": Method(push, TIER_4),
    "views.update": Method(update, TIER_4),
    "views.publish": Method(publish, TIER_4),
}
