"""Owns the page on which Slack asks a person whether to let an app in."""

from collections.abc import Mapping
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from aiohttp import web

if TYPE_CHECKING:
    from bot.sandbox.place import Place
    from bot.sandbox.realm import Realm

PATH = "/oauth/v2/authorize"
_CARRIED = ("client_id", "scope", "redirect_uri", "state")
_STYLE = (
    "body{font:17px/1.5 system-ui,sans-serif;max-width:34rem;margin:3rem auto;padding:0 1rem;"
    "color:#221a1f;background:#fff}select,button{font:inherit;padding:.5rem .9rem}"
    "button[value=allow]{background:#0d7657;color:#fff;border:0;border-radius:6px}"
)


class AuthorizePage:
    """Shows an app with what it asks for, and sends the person back with a code or without."""

    def __init__(self, realm: "Realm") -> None:
        self._realm = realm

    def routes(self) -> list[web.RouteDef]:
        """List what a browser may ask for."""
        return [web.get(PATH, self._show), web.post(PATH, self._decide)]

    async def _show(self, request: web.Request) -> web.Response:
        problem = self._problem(request.query)
        if problem is not None:
            return web.Response(status=400, text=problem)
        app, query = self._realm.app, request.query
        scopes = "".join(f"<li>{escape(one)}</li>" for one in query["scope"].split(","))
        hidden = "".join(
            f'<input type="hidden" name="{name}" value="{escape(query.get(name, ""))}">'
            for name in _CARRIED
        )
        places = "".join(
            f'<option value="{place.id}">{escape(place.name)}</option>'
            for place in self._realm.places.values()
        )
        html = (
            f'<!doctype html><html lang="en"><title>{escape(app.name)} asks for permission</title>'
            f"<style>{_STYLE}</style><h1>{escape(app.name)} asks for permission</h1>"
            f'<form method="post" action="{PATH}">{hidden}<p><label>To be installed in '
            f'<select name="place">{places}</select></label></p><p>It wants to:</p>'
            f'<ul>{scopes}</ul><p><button name="decision" value="allow">Allow</button> '
            '<button name="decision" value="cancel">Cancel</button></p></form></html>'
        )
        return web.Response(text=html, content_type="text/html")

    async def _decide(self, request: web.Request) -> web.Response:
        form = {key: value for key, value in (await request.post()).items() if type(value) is str}
        problem = self._problem(form)
        place = self._realm.places.get(form.get("place", ""))
        if problem is not None or place is None:
            return web.Response(status=400, text=problem or "no such workspace")
        answer = {"state": form.get("state", "")}
        if form.get("decision") == "allow":
            scopes = form["scope"].split(",")
            answer["code"] = place.oauth_code(
                form.get("person") or _somebody(place), scopes, form["redirect_uri"]
            )
        else:
            answer["error"] = "access_denied"
        raise web.HTTPFound(f"{form['redirect_uri']}?{urlencode(answer)}")

    def _problem(self, asked: Mapping[str, str]) -> str | None:
        """Return why Slack would show no such page, or None."""
        app = self._realm.app
        if asked.get("client_id") != app.client_id:
            return "invalid_client_id"
        if not asked.get("scope"):
            return "no_scopes"
        address = asked.get("redirect_uri", "")
        if not address or (app.redirect_urls and address not in app.redirect_urls):
            return "bad_redirect_uri"
        return None


def _somebody(place: "Place") -> str:
    """Find who would sit before the page: the first person there whom no script plays."""
    people = place.workspace_of_anybody().people.values()
    return next(one.id for one in people if not one.is_bot and not one.simulated)
