"""Owns the methods about people: `users.info` and `dnd.info`."""

from bot.sandbox import shapes
from bot.sandbox.api.call import Call, Method, Methods
from bot.sandbox.errors import SlackError
from bot.sandbox.limits import TIER_3, TIER_4
from bot.sandbox.model import JsonObject, Person


def info(call: Call) -> JsonObject:
    """Look a person up."""
    with_locale = call.flag("include_locale")
    return {"user": shapes.user(call.workspace, _person(call), with_locale=with_locale)}


def dnd(call: Call) -> JsonObject:
    """Tell when a person must not be disturbed."""
    return shapes.dnd(_person(call), call.workspace.realm.clock.now())


def _person(call: Call) -> Person:
    person = call.workspace.people.get(call.required("user"))
    if person is None:
        raise SlackError("user_not_found")
    return person


METHODS: Methods = {
    "users.info": Method(info, TIER_4, ("users:read",)),
    "dnd.info": Method(dnd, TIER_3, ("dnd:read",)),
}
