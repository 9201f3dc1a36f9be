"""A bot that workspaces of a sandbox install over HTTP, and somebody with a browser to do it."""

import re
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from html import unescape
from urllib.parse import parse_qsl, urlsplit

import aiohttp
from aiohttp import web

from bot import manifest
from bot.domain.ids import MemberId, WorkspaceId
from bot.domain.member import Member
from bot.sandbox import Organisation, Sandbox, SandboxClock, Workspace
from bot.sandbox.person import Actor
from bot.services import Services, build_services
from bot.services.installations import Installation
from bot.slack.authorizing import StoredInstallations
from bot.slack.bolt import build_app
from bot.slack.client import build_client, build_session
from bot.slack.edge import SlackEdge
from bot.slack.grants import AppCredentials, Grants
from bot.slack.messenger import SlackMessenger
from bot.slack.oauth import INSTALL_PATH, REDIRECT_PATH, build_oauth
from bot.slack.oauth.visits import COOKIE
from bot.slack.signatures import Signatures
from bot.slack.wire import Wire, build_wire
from bot.storage.database import Database, open_database
from bot.web import EVENTS_PATH, AsgiApp, build_web, serving
from tests.builders import some_settings
from tests.installations import installations_of
from tests.slack.running import MONDAY, PATIENCE, PATIENT

SCOPES = manifest.scopes(manifest.load())
OPTIONAL = manifest.optional_scopes(manifest.load())


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What a browser shows."""

    status: int
    text: str = field(repr=False)
    headers: dict[str, str]

    @property
    def title(self) -> str:
        """Return the heading."""
        found = re.search(r"<h1>(.*?)</h1>", self.text)
        return "" if found is None else unescape(found[1])

    @property
    def link(self) -> str:
        """Return where its button leads."""
        found = re.search(r'<a class="button" href="(.*?)"', self.text)
        assert found is not None
        return unescape(found[1])

    @property
    def state(self) -> str:
        """Return the state that its button carries to Slack."""
        return dict(parse_qsl(urlsplit(self.link).query))["state"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Browser:
    """Somebody's browser, which keeps the cookies of the bot's pages.

    Attributes:
        languages: what its reader likes to read, as it says so itself.
    """

    session: aiohttp.ClientSession
    url: str
    cookies: dict[str, str] = field(default_factory=dict)
    languages: str = "en-GB,en;q=0.5"

    async def get(self, path: str, *, method: str = "GET", **query: str) -> Page:
        """Ask the bot for a page."""
        sent = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        headers = {"Cookie": sent, "Accept-Language": self.languages}
        async with self.session.request(
            method, self.url + path, params=query, headers=headers, allow_redirects=False
        ) as answer:
            kept = answer.headers.get("Set-Cookie", "")
            if kept:
                name, _, value = kept.split(";")[0].partition("=")
                self.cookies[name] = value
            return Page(
                status=answer.status,
                text=await answer.text(),
                headers={name.lower(): value for name, value in answer.headers.items()},
            )

    async def decide(
        self, page: Page, place: Workspace | Organisation, decision: str = "allow", **changed: str
    ) -> dict[str, str]:
        """Follow the button to Slack and answer there; return what Slack sends one back with."""
        address = urlsplit(page.link)
        asked = dict(parse_qsl(address.query)) | changed
        async with self.session.post(
            f"{address.scheme}://{address.netloc}{address.path}",
            data=asked | {"place": place.id, "decision": decision},
            allow_redirects=False,
        ) as answer:
            assert answer.status == web.HTTPFound.status_code, await answer.text()
            back = urlsplit(answer.headers["Location"])
        assert f"{back.scheme}://{back.netloc}{back.path}" == self.url + REDIRECT_PATH
        return dict(parse_qsl(back.query))

    async def install(self, place: Workspace | Organisation, **changed: str) -> Page:
        """Install the app somewhere, from the page with the button to the one at the end."""
        return await self.come_back(
            await self.decide(await self.get(INSTALL_PATH), place, **changed)
        )

    async def come_back(self, answer: dict[str, str]) -> Page:
        """Come back from Slack."""
        return await self.get(REDIRECT_PATH, **answer)


@dataclass(frozen=True, slots=True, kw_only=True)
class ManyBot:
    """A bot that any workspace of a sandbox can install, and a browser to do that with."""

    sandbox: Sandbox
    clock: SandboxClock
    database: Database
    database_url: str
    services: Services
    stored: StoredInstallations
    wire: Wire
    browser: Browser

    def other_browser(self) -> Browser:
        """Return a browser that has never been here."""
        return Browser(session=self.browser.session, url=self.browser.url)

    def workspace(
        self, name: str = "Acme", *, organisation: Organisation | None = None
    ) -> tuple[Workspace, Actor]:
        """Make a workspace with somebody in it, in which nobody has installed the app yet."""
        made = self.sandbox.add_workspace(name, organisation=organisation, is_installed=False)
        return made, made.actor(made.add_person(name="Ana Lima", tz="Europe/Lisbon").id)

    async def installed(self, name: str = "Acme") -> tuple[Workspace, Actor]:
        """Make a workspace in which somebody installed the app."""
        made, ana = self.workspace(name)
        assert (await self.browser.install(made)).status == 200
        await self.settled()
        return made, ana

    async def join(self, place: Workspace | Organisation, actor: Actor) -> Member:
        """Let somebody join, without the form."""
        settings = some_settings(zone="Europe/Lisbon")
        joined = await self.services.membership.join(
            WorkspaceId(place.id), MemberId(actor.id), settings
        )
        return joined.member

    async def found(self, place: Workspace | Organisation) -> Installation | None:
        """Return how the bot is installed somewhere, by the database."""
        return await self.stored.installations.find(WorkspaceId(place.id))

    async def settled(self) -> None:
        """Wait until the bot has finished what it does in the background."""
        await self.wire.aclose(PATIENCE)

    def calls(self, method: str) -> int:
        """Count the calls of a Web API method so far."""
        return sum(call.method == method for call in self.sandbox.calls)


@asynccontextmanager
async def many_bot(database_url: str, *, at: datetime = MONDAY) -> AsyncIterator[ManyBot]:
    """Run a bot for many workspaces, on a database that is migrated, until the block ends."""
    clock = SandboxClock(at)
    async with AsyncExitStack() as stack:
        sandbox = await stack.enter_async_context(Sandbox(clock=clock, patience=PATIENCE))
        session = await stack.enter_async_context(build_session())
        client = build_client(session, sandbox.api_url)
        database = open_database(database_url)
        stack.push_async_callback(database.close)
        stored = StoredInstallations(
            installations=installations_of(database, clock),
            grants=Grants(client=client, credentials=_credentials(sandbox)),
            clock=clock,
        )
        wire = build_wire(client=client, token_of=stored.token_of, clock=clock, patience=PATIENT)
        messenger = SlackMessenger(wire)
        services = build_services(database=database, clock=clock, messenger=messenger)
        app = build_app(
            client=client,
            services=services,
            messenger=messenger,
            clock=clock,
            authorizing=stored,
            signing_secret=sandbox.app.signing_secret,
        )
        routes: dict[str, AsgiApp] = {}
        url = await stack.enter_async_context(serving(build_web(routes), host="127.0.0.1", port=0))
        pages = build_oauth(
            stored=stored, messenger=messenger, public_url=url, scopes=SCOPES, optional=OPTIONAL
        )
        signatures = Signatures(signing_secret=sandbox.app.signing_secret)
        routes[EVENTS_PATH] = SlackEdge(app=app, signatures=signatures, answer_seconds=PATIENCE)
        routes.update(dict.fromkeys((INSTALL_PATH, REDIRECT_PATH), pages))
        sandbox.app.events_url = url + EVENTS_PATH
        sandbox.app.redirect_urls = frozenset({url + REDIRECT_PATH})
        stack.push_async_callback(wire.aclose, PATIENCE)
        yield ManyBot(
            sandbox=sandbox,
            clock=clock,
            database=database,
            database_url=database_url,
            services=services,
            stored=stored,
            wire=wire,
            browser=Browser(session=session, url=url),
        )


def _credentials(sandbox: Sandbox) -> AppCredentials:
    return AppCredentials(client_id=sandbox.app.client_id, client_secret=sandbox.app.client_secret)


def cookie_of(browser: Browser) -> str:
    """Return the secret that a browser keeps."""
    return browser.cookies[COOKIE]
