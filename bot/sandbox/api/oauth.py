"""Owns `oauth.v2.access`: how an app gets its tokens, for a code or for a refresh token."""

import hmac
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.sandbox.errors import SlackError
from bot.sandbox.model import JsonObject

if TYPE_CHECKING:
    from bot.sandbox.place import Place
    from bot.sandbox.realm import Realm

ACCESS = "oauth.v2.access"
_LIFE = int(timedelta(hours=12).total_seconds())


def access(realm: "Realm", arguments: JsonObject) -> JsonObject:
    """Give the app a token, once it has proved who it is and what gives it the right to one."""
    if arguments.get("client_id") != realm.app.client_id:
        raise SlackError("invalid_client_id")
    proof = str(arguments.get("client_secret", ""))
    if not hmac.compare_digest(proof.encode(), realm.app.client_secret.encode()):
        raise SlackError("bad_client_secret")
    if arguments.get("grant_type") == "refresh_token":
        place = _refreshed(realm, arguments)
    else:
        place = _installed(realm, arguments)
    return {
        "access_token": place.bot_token,
        "token_type": "bot",
        "scope": ",".join(place.scopes),
        "app_id": place.app_id,
        "authed_user": {"id": place.installer},
        **place.installation(),
        **_rotation(place),
    }


def _installed(realm: "Realm", arguments: JsonObject) -> "Place":
    code = realm.codes.pop(str(arguments.get("code")), None)
    if code is None or code.expires < realm.clock.now():
        raise SlackError("invalid_code")
    if code.redirect_uri is not None and arguments.get("redirect_uri") != code.redirect_uri:
        raise SlackError("bad_redirect_uri")
    place = realm.places[code.place_id]
    place.installer = code.installer
    # Scopes add up until the app is removed.
    kept = place.scopes if place.is_installed else ()
    place.scopes = tuple(sorted({*kept, *code.scopes}))
    place.install()
    return place


def _refreshed(realm: "Realm", arguments: JsonObject) -> "Place":
    place_id = realm.refresh_tokens.get(str(arguments.get("refresh_token")))
    if place_id is None:
        raise SlackError("invalid_refresh_token")
    place = realm.places[place_id]
    place.refresh()
    return place


def _rotation(place: "Place") -> JsonObject:
    if place.refresh_token is None:
        return {}
    return {"refresh_token": place.refresh_token, "expires_in": _LIFE}
