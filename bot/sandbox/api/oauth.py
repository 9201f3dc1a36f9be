"""Owns `oauth.v2.access`: how an app gets its token when somebody adds it to their workspace."""

import hmac
from typing import TYPE_CHECKING

from bot.sandbox.api.call import Call, Method, Methods
from bot.sandbox.errors import SlackError
from bot.sandbox.limits import SEVERAL_HUNDRED
from bot.sandbox.model import JsonObject

if TYPE_CHECKING:
    from bot.sandbox.realm import InstallCode, Realm


def redeem(realm: "Realm", arguments: JsonObject) -> "InstallCode":
    """Use up a code, once the app has proved who it is."""
    if arguments.get("client_id") != realm.client_id:
        raise SlackError("invalid_client_id")
    proof = str(arguments.get("client_secret", ""))
    if not hmac.compare_digest(proof.encode(), realm.client_secret.encode()):
        raise SlackError("bad_client_secret")
    code = realm.codes.pop(str(arguments.get("code")), None)
    if code is None or code.expires < realm.clock.now():
        raise SlackError("invalid_code")
    return code


def access(call: Call) -> JsonObject:
    """Give the app a token for the workspace it was added to."""
    workspace = call.workspace
    return {
        "access_token": workspace.install(),
        "token_type": "bot",
        "scope": ",".join(workspace.scopes),
        "bot_user_id": workspace.bot_user_id,
        "app_id": workspace.app_id,
        "team": {"id": workspace.id, "name": workspace.name},
        "enterprise": None,
        "authed_user": {"id": workspace.installer},
        "is_enterprise_install": False,
    }


METHODS: Methods = {"oauth.v2.access": Method(access, SEVERAL_HUNDRED, key="code")}
