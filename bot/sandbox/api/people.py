"""Owns the methods about people: `users.info`, `dnd.info` and `dnd.teamInfo`."""

from bot.sandbox import shapes
from bot.sandbox.api.call import Call, Method, Methods
from bot.sandbox.errors import SlackError
from bot.sandbox.limits import TIER_2, TIER_3, TIER_4
from bot.sandbox.model import JsonObject, Person


def info(call: Call) -> JsonObject:
    """Look a person up."""
    with_locale = call.flag("include_locale")
    return {"user": shapes.user(call.workspace, _person(call), with_locale=with_locale)}


def dnd(call: Call) -> JsonObject:
    """Tell when a person must not be disturbed."""
    return shapes.dnd(_person(call), call.workspace.realm.clock.now())


def team_dnd(call: Call) -> JsonObject:
    """Tell when each of some people must not be disturbed, leaving out whom nobody knows."""
    if call.place is not call.workspace and call.text("team_id") is None:
        raise SlackError("missing_argument", "[ERROR] an organisation's token needs a team_id")
    wanted = call.required("users").split(",")
    if len(wanted) > _MOST:
        raise SlackError("too_many_users")
    now, people = call.workspace.realm.clock.now(), call.workspace.people
    found = {user: shapes.dnd(people[user], now) for user in wanted if user in people}
    # Of others Slack does not tell whether it is a snooze.
    return {"users": {user: shapes.without_snooze(status) for user, status in found.items()}}


def _person(call: Call) -> Person:
    person = call.workspace.people.get(call.required("user"))
    if person is None:
        raise SlackError("user_not_found")
    return person


# Slack's documents name no number; this is one that is known to work.
_MOST = 50

METHODS: Methods = {
    "users.info": Method(info, TIER_4, ("users:read",)),
    "dnd.info": Method(dnd, TIER_3, ("dnd:read",)),
    "dnd.teamInfo": Method(team_dnd, TIER_2, ("dnd:read",)),
}
