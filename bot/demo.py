"""The bot in its sandbox: what `unsit run` offers to somebody without a Slack workspace."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

from pydantic import SecretStr

from bot import manifest
from bot.clock import SystemClock
from bot.sandbox.clock import SandboxClock
from bot.sandbox.script import Command, Done, Hint, Script, SlashCommand
from bot.sandbox.seed import seed_team
from bot.sandbox.server import Sandbox
from bot.sandbox.workspace import Workspace
from bot.settings import Settings
from bot.slack.ids import Field

YOUR_ZONE = ZoneInfo("Europe/London")
_JOIN = Command("/unsit", "join")

QUICK_PICKS = (
    (
        "Done",
        (
            *("white_check_mark", "muscle", "peach", "standing_person", "walking"),
            *("raised_hands", "+1", "heavy_check_mark"),
        ),
    ),
    ("Later", ("zzz", "alarm_clock")),
    ("Skip", ("x", "no_entry_sign")),
)
"""Every emoji that answers a nudge, for who looks for one."""

HINTS = (
    Hint(
        id="join",
        text="Type `/unsit join` in #general and press Join: everything is filled in. Choose to be "
        "shown if you want to stand on the board.",
        command=_JOIN,
        channel="general",
        done=Done(modal_submitted=True),
    ),
    Hint(
        id="react",
        text="Unsit has written to you: your practice nudge. Stand up if you like, then put a ✅ "
        "on it (or press Done).",
        done=Done(reacted=True, pressed=True),
    ),
    Hint(
        id="run",
        text="Let the work day run: “Run until my next message” brings the next nudge. Answer a "
        "few: after five you stand on the board.",
        done=Done(dm_count=6),
    ),
    Hint(
        id="board",
        text="Back in #general, type `/unsit board` and see where you stand. Your colleagues have "
        "been busy too.",
        command=Command("/unsit", "board"),
        channel="general",
        done=Done(command="/unsit board"),
    ),
    Hint(
        id="channel",
        text="Type `/unsit board here` in #general, and the team gets a weekly board.",
        command=Command("/unsit", "board here"),
        channel="general",
        done=Done(command="/unsit board here"),
    ),
    Hint(
        id="home",
        text="Open Unsit's Home tab: your day, your streak, your settings.",
        done=Done(home_opened=True),
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Demo:
    """A sandbox that is up: where its page is, the time it keeps, and how the bot reaches it."""

    url: str
    clock: SandboxClock
    settings: Settings


@asynccontextmanager
async def sandboxed(settings: Settings) -> AsyncIterator[Demo]:
    """Start a sandbox with a team in it; everything in it is gone when the block ends.

    Raises:
        OSError: the port is taken.
        ValueError: the host is not this machine.
    """
    clock = SandboxClock(_next_monday(SystemClock().now()), speed=1.0)
    sandbox = Sandbox(clock=clock, script=script())
    workspace = _installed(sandbox)
    seed_team(workspace)
    try:
        await sandbox.start(host=settings.host, port=settings.port)
        sandbox.play(workspace)
        with TemporaryDirectory(prefix="unsit-") as folder:
            yield Demo(
                url=sandbox.url,
                clock=clock,
                settings=settings.model_copy(
                    update={
                        "slack_bot_token": SecretStr(workspace.bot_token),
                        "slack_app_token": SecretStr(workspace.app_token),
                        "slack_api_url": sandbox.api_url,
                        "database_url": f"sqlite+aiosqlite:///{folder}/unsit.sqlite3",
                    }
                ),
            )
    finally:
        await sandbox.stop()


def script() -> Script:
    """Return what the sandbox's people do, and what it suggests to whoever plays."""
    return Script(
        commands=tuple(
            SlashCommand(
                command=command["command"],
                usage_hint=command.get("usage_hint", ""),
                description=command["description"],
            )
            for command in manifest.commands(manifest.load())
        ),
        join=_JOIN,
        answers={Field.BOARD: "shown"},
        reactions=("white_check_mark", "muscle", "peach", "raised_hands"),
        hints=HINTS,
        quick_picks=QUICK_PICKS,
    )


def _installed(sandbox: Sandbox) -> Workspace:
    """Install the bot with just what its manifest asks for, lest playing hide what it lacks."""
    asked_for = manifest.load()
    home = asked_for["features"]["app_home"]
    workspace = sandbox.add_workspace(
        "Acme", messages_tab_read_only=bool(home.get("messages_tab_read_only_enabled", False))
    )
    workspace.scopes = tuple(sorted(manifest.asked_scopes(asked_for)))
    workspace.subscriptions = manifest.events(asked_for)
    return workspace


def _next_monday(now: datetime) -> datetime:
    """Return a moment at which most of the team has just sat down: Monday, 09:00."""
    today = now.astimezone(YOUR_ZONE).date()
    monday = today + timedelta(days=-today.weekday() % 7)
    return datetime.combine(monday, time(9), tzinfo=YOUR_ZONE).astimezone(UTC)
