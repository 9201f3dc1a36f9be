"""The page, played while the bot is three processes on PostgreSQL: one `web` and two `worker`."""

import re
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.async_api import Locator, Page, expect
from sqlalchemy import select, text

from bot import demo
from bot.clock import SystemClock
from bot.domain.nudge import Answer, Delivery
from bot.sandbox import Message, Sandbox, SandboxClock
from bot.sandbox.seed import seed_team
from bot.storage.database import Database
from bot.storage.tables import completions, nudges
from tests.databases import opened
from tests.processes.running import PATIENCE, Unsit, eventually, up
from tests.processes.team import Team

# Three processes have to start, and nudges have to come due: on a busy machine that takes a minute.
pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)
SPEED = 120.0
"""Half an hour between two nudges takes a quarter of a minute."""

REAL_NUDGES = 2
"""What comes after the practice nudge before one is answered."""

_LONG_MS = PATIENCE * 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """A bot in three processes, and the workspace that it serves."""

    team: Team
    you: str
    web: Unsit
    workers: tuple[Unsit, Unsit]

    async def end(self) -> list[int]:
        """End every process as a host does, and return their exit codes."""
        return [await each.end() for each in (*self.workers, self.web)]


@pytest.fixture
async def database(postgresql_url: str) -> AsyncIterator[Database]:
    """Give the processes' database to look into."""
    async with opened(postgresql_url) as database:
        yield database


@pytest.fixture
async def running(
    database: Database, postgresql_url: str, tmp_path: Path
) -> AsyncIterator[Running]:
    """Run the bot beside a sandbox whose fast clock the processes share."""
    began_at = SystemClock().now().timestamp()
    clock = SandboxClock(MONDAY, speed=SPEED)
    fast = (repr(began_at), MONDAY.isoformat(), repr(SPEED))
    async with (
        Sandbox(clock=clock, script=demo.script(), patience=PATIENCE) as sandbox,
        AsyncExitStack() as stack,
    ):
        workspace = sandbox.add_workspace(messages_tab_read_only=True)
        team = Team(sandbox, workspace, database, postgresql_url)
        you = seed_team(workspace).id

        async def start(role: str) -> Unsit:
            process = up(
                tmp_path, role, *fast, given=team.over_http, program="benchmarks.day.bot_process"
            )
            return await stack.enter_async_context(process)

        web, workers = await start("web"), (await start("worker"), await start("worker"))
        team.hears_at(web.address)
        sandbox.play(workspace)
        yield Running(team=team, you=you, web=web, workers=workers)


async def test_two_workers_nudge_whoever_joins_on_the_page(page: Page, running: Running) -> None:
    """From Join to the board, with every nudge sent once and the answer on record."""
    player = Player(page, running)
    await eventually(player.has_two_workers)
    await player.open()

    await player.join()
    practice = await player.receives(1)
    await player.go_to("Unsit")
    await player.press_done(practice)

    nudge = await player.receives(1 + REAL_NUDGES)
    await player.react(nudge)
    await player.sees_the_board()
    await player.sees_home()

    assert await player.answer_to(nudge) == Answer.DONE
    assert await player.has_completed(nudge)
    assert await running.end() == [0, 0, 0]
    assert await player.nudges_on_record() == player.nudges_seen()


class Player:
    """Whoever plays on the page, and what they and the database have of it."""

    def __init__(self, page: Page, running: Running) -> None:
        self.page = page
        self.team = running.team
        self.actor = running.team.workspace.actor(running.you)

    async def open(self) -> None:
        """Open the page."""
        await self.page.goto(self.team.sandbox.url)

    async def go_to(self, place: str) -> None:
        """Open a conversation, whatever is unread in it."""
        conversation = re.compile(rf"^#?\s*{place}( \d+ unread)?$")
        await self.page.get_by_role("button", name=conversation).click()

    async def type(self, command: str) -> None:
        """Type a command in #general and send it."""
        await self.go_to("general")
        composer = self.page.get_by_role("textbox", name="Message or slash command")
        await composer.fill(command)
        await composer.press("Enter")

    async def join(self) -> None:
        """Join with everything as it is filled in, but for being shown on the board."""
        await self.type("/unsit join")
        dialog = self.page.get_by_role("dialog", name="Join Unsit")
        await dialog.get_by_label("Shown as me").check()
        await dialog.get_by_role("button", name="Join", exact=True).click()
        await expect(dialog).to_have_count(0)

    async def receives(self, count: int) -> Message:
        """Wait until the bot has written so many messages, and return the newest of them."""
        await self.team.sandbox.changed(lambda: len(self.actor.dm()) >= count, timeout=PATIENCE)
        return self.actor.dm()[count - 1]

    def shown(self, message: Message) -> Locator:
        """Find a message on the page."""
        return self.page.locator(f'[data-ts="{message.ts}"]')

    async def press_done(self, message: Message) -> None:
        """Press Done; it is acknowledged in place."""
        await self.shown(message).get_by_role("button", name="Done", exact=True).click()
        await self.is_acknowledged(message)

    async def react(self, message: Message) -> None:
        """React to a message; it is acknowledged in place."""
        shown = self.shown(message)
        await shown.hover()
        await shown.get_by_role("button", name="React with white_check_mark").click()
        await self.is_acknowledged(message)

    async def is_acknowledged(self, message: Message) -> None:
        """Wait until a message says that its answer was taken."""
        undo = self.shown(message).get_by_role("button", name="Undo")
        await expect(undo).to_be_visible(timeout=_LONG_MS)

    async def sees_the_board(self) -> None:
        """Ask for the board; it counts what was answered."""
        await self.type("/unsit board")
        board = self.page.locator("[data-ts]").filter(has_text="Only visible to you").last
        await expect(board).to_contain_text(re.compile(r"You, .+: [1-9]\d* of"), timeout=_LONG_MS)

    async def sees_home(self) -> None:
        """Open the App Home; it counts what was answered."""
        await self.go_to("Unsit")
        await self.page.get_by_role("tab", name="Home").click()
        home = self.page.get_by_role("tabpanel", name="Home")
        await expect(home).to_contain_text(re.compile(r"Today: .*[1-9]\d* of"), timeout=_LONG_MS)

    async def has_two_workers(self) -> bool:
        """Tell whether two workers have signed on for tasks."""
        async with self.team.database.read() as connection:
            found = await connection.scalar(text("SELECT count(*) FROM procrastinate_workers"))
        return bool(found == 2)

    async def answer_to(self, message: Message) -> str | None:
        """Look up how a nudge was answered."""
        async with self.team.database.read() as connection:
            answer: str | None = await connection.scalar(
                select(nudges.c.answer).where(nudges.c.message_ts == message.ts)
            )
        return answer

    async def has_completed(self, message: Message) -> bool:
        """Tell whether what a nudge asked for is on record as completed."""
        asked = (nudges.c.member_id == completions.c.member_id) & (
            nudges.c.due_at == completions.c.slot_at
        )
        done = select(completions.c.kind).join_from(nudges, completions, asked)
        async with self.team.database.read() as connection:
            return bool(await connection.scalar(done.where(nudges.c.message_ts == message.ts)))

    async def nudges_on_record(self) -> list[str]:
        """List what was sent, as the database has it."""
        async with self.team.database.read() as connection:
            sent = await connection.scalars(
                select(nudges.c.message_ts).where(nudges.c.delivery == Delivery.SENT)
            )
            return sorted(sent)

    def nudges_seen(self) -> list[str]:
        """List all that the bot has written to anybody, as the sandbox has it."""
        workspace = self.team.workspace
        return sorted(
            message.ts for person in workspace.people for message in workspace.actor(person).dm()
        )
