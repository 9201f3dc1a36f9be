"""Owns the methods about the app itself: its identity, its token, its sockets and its workspace."""

from bot.sandbox import events
from bot.sandbox.api.call import Call, Method, Methods
from bot.sandbox.errors import SlackError
from bot.sandbox.limits import SEVERAL_HUNDRED, TIER_3
from bot.sandbox.model import JsonObject
from bot.sandbox.socket_mode import link_url


def test(call: Call) -> JsonObject:
    """Tell whose token this is."""
    workspace = call.workspace
    return {
        "url": f"{workspace.realm.url}/",
        "user": workspace.people[workspace.bot_user_id].handle,
        "user_id": workspace.bot_user_id,
        "bot_id": workspace.bot_id,
        **call.place.identity(),
    }


def revoke(call: Call) -> JsonObject:
    """Take the bot's token back."""
    if call.flag("test"):
        return {"revoked": False}
    call.place.revoke("token_revoked")
    call.workspace.delivery.spawn(events.tokens_revoked(call.place))
    return {"revoked": True}


def connections_open(call: Call) -> JsonObject:
    """Hand out the address for one Socket Mode connection."""
    return {"url": link_url(call.workspace)}


def team_info(call: Call) -> JsonObject:
    """Describe the workspace."""
    workspace = call.workspace
    return {"team": {"id": workspace.id, "name": workspace.name, "domain": workspace.domain}}


def bot_info(call: Call) -> JsonObject:
    """Describe the bot."""
    workspace = call.workspace
    if call.text("bot") not in {None, workspace.bot_id}:
        raise SlackError("bot_not_found")
    return {
        "bot": {
            "id": workspace.bot_id,
            "app_id": workspace.app_id,
            "user_id": workspace.bot_user_id,
            "name": workspace.people[workspace.bot_user_id].name,
            "deleted": False,
        }
    }


METHODS: Methods = {
    "auth.test": Method(test, SEVERAL_HUNDRED),
    "auth.revoke": Method(revoke, TIER_3),
    "apps.connections.open": Method(connections_open, TIER_3, key="app"),
    "team.info": Method(team_info, TIER_3, ("team:read",)),
    "bots.info": Method(bot_info, TIER_3, ("users:read",)),
}
