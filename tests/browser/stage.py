"""What the tests of the page play on: a sandbox, a bot that does as it is told, and a page."""

from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp
from playwright.async_api import Locator, Page
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox import Command, Done, Hint, Message, Sandbox, Script, SlashCommand, Workspace
from tests.sandbox.bots import Payload, SocketBot

Json = dict[str, Any]

SCRIPT = Script(
    commands=(
        SlashCommand("/unsit", "join | board | help", "Everything about your nudges"),
        SlashCommand("/stand", "", "Log that you stood up"),
    ),
    quick_picks=(("Done", ("white_check_mark", "muscle", "peach")), ("Later", ("zzz",))),
    hints=(
        Hint("join", "Type `/unsit join`", Command("/unsit", "join"), "dm", Done(command="/unsit")),
        Hint("message", "Wait for a message", None, "dm", Done(dm_count=1)),
        Hint("react", "React to it", None, "dm", Done(reacted=True)),
        Hint("home", "Open the Home tab", None, "dm", Done(home_opened=True)),
    ),
)


TYPED_AND_ENTERED = """(box, words) => {
  box.value = words;
  box.dispatchEvent(new InputEvent("input", { bubbles: true }));
  box.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
}"""
"""Types words into a box and presses Enter before anything can be drawn in between."""


class Stage:
    """One sandbox and the page that shows it."""

    def __init__(
        self,
        page: Page,
        sandbox: Sandbox,
        workspace: Workspace,
        bot: SocketBot,
        session: aiohttp.ClientSession,
    ) -> None:
        self.page = page
        self.sandbox = sandbox
        self.workspace = workspace
        self.bot = bot
        self.client = AsyncWebClient(
            token=workspace.bot_token, base_url=sandbox.api_url, session=session, retry_handlers=[]
        )
        self.you = workspace.add_person(name="You", tz="Europe/London")
        self.ana = workspace.add_person(name="Ana Lima", tz="Asia/Kolkata", simulated=True)
        members = [self.you.id, self.ana.id, workspace.bot_user_id]
        self.general = workspace.add_channel("general", members=members)

    async def open(self) -> None:
        """Open the page, which shows the direct channel with the bot."""
        await self.page.goto(self.sandbox.url)
        await self.composer.wait_for()

    async def post(self, text: str = "Hello", *blocks: Json) -> Message:
        """Let the bot write to you."""
        await self.client.chat_postMessage(channel=self.you.id, text=text, blocks=list(blocks))
        return self.workspace.actor(self.you.id).dm()[-1]

    def message(self, message: Message) -> Locator:
        """Find a message on the page."""
        return self.page.locator(f'[data-ts="{message.ts}"]')

    @property
    def composer(self) -> Locator:
        """Where one types."""
        return self.page.get_by_role("textbox", name="Message or slash command")

    async def type(self, text: str) -> None:
        """Type into the composer and send it."""
        await self.composer.fill(text)
        await self.composer.press("Enter")

    def opens(self, view: Json) -> None:
        """Let the bot answer each command with a modal."""

        async def answer(payload: Payload) -> Payload | None:
            if "trigger_id" in payload and "command" in payload:
                await self.client.views_open(trigger_id=payload["trigger_id"], view=view)
            return {}

        self.bot.answer = answer

    def answers(self, answer: Callable[[Payload], Awaitable[Payload | None]]) -> None:
        """Let the bot answer whatever comes with this."""
        self.bot.answer = answer

    def heard(self, kind: str) -> list[Payload]:
        """List the interactions of one type that the bot was told of."""
        payloads = (envelope["payload"] for envelope in self.bot.of("interactive"))
        return [payload for payload in payloads if payload["type"] == kind]

    async def hears(self, kind: str) -> Payload:
        """Wait for an interaction of one type and give the newest."""
        await self.sandbox.changed(lambda: bool(self.heard(kind)))
        return self.heard(kind)[-1]
