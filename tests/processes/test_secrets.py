"""Real processes with every secret set, and much that goes wrong: none of them is ever shown."""

import json
import urllib.parse
from datetime import timedelta
from functools import partial
from pathlib import Path

import aiohttp
import pytest
from sqlalchemy import text

from bot.clock import SystemClock
from bot.sandbox import Fault
from bot.storage.encryption import new_key
from bot.storage.tables import metadata
from tests.processes.ports import free_port
from tests.processes.running import Unsit, eventually, seen, up
from tests.processes.servers import Server
from tests.processes.team import Team

PASSWORD = "p4ss/word:of@db"  # noqa: S105 - made up
TYPED = "what-somebody-typed"
LOUD = {"LOG_LEVEL": "DEBUG"}


def with_password(url: str) -> str:
    """Put a password into an address, which a server that trusts everybody takes no notice of."""
    return url.replace("postgres:@", f"postgres:{urllib.parse.quote(PASSWORD, safe='')}@")


def secrets_of(team: Team, keys: str) -> tuple[str, ...]:
    """Return all that must not be shown, in each form."""
    return (
        team.workspace.bot_token,
        team.workspace.app_token,
        team.sandbox.app.client_secret,
        team.sandbox.app.signing_secret,
        *keys.split(","),
        PASSWORD,
        urllib.parse.quote(PASSWORD, safe=""),
        urllib.parse.quote_plus(PASSWORD),
        TYPED,
    )


def shown(told: str, secrets: tuple[str, ...]) -> list[str]:
    """Return the secrets that a text shows."""
    return [each for each in secrets if each in told]


async def provoke(team: Team, address: str) -> str:
    """Let strangers and broken requests come in; return all that they are told."""
    hostile = (
        ("/slack/events", f"token={team.workspace.bot_token}&text={TYPED}"),
        ("/slack/events", json.dumps({"token": team.workspace.bot_token, "text": TYPED})),
        (f"/slack/oauth_redirect?code={TYPED}&state={TYPED}", ""),
        (f"/{team.workspace.bot_token}", ""),
    )
    told = []
    async with aiohttp.ClientSession() as session:
        for path, body in hostile:
            signed = {
                "X-Slack-Request-Timestamp": "1772442000",
                "X-Slack-Signature": "v0=" + "0" * 64,
            }
            async with session.post(f"{address}{path}", data=body, headers=signed) as answer:
                told.append(await answer.text())
            async with session.get(f"{address}{path}") as answer:
                told.append(await answer.text())
    return "".join(told)


async def everything_stored(team: Team) -> str:
    """Return every row of every table, as text."""
    async with team.database.read() as connection:
        rows = [
            str(row)
            for name in metadata.tables
            for row in await connection.execute(text(f'SELECT "{name}"::text FROM "{name}"'))  # noqa: S608 - the names are ours
        ]
    return "\n".join(rows)


async def test_nothing_that_an_app_for_many_workspaces_says_or_stores_shows_a_secret(
    server_team: Team, server: Server, tmp_path: Path
) -> None:
    """Installed, asked by strangers, refused by Slack, without its database: it keeps quiet."""
    team, keys = server_team, f"{new_key()},{new_key()}"
    given = {**team.for_many(free_port(), keys), **LOUD, "DATABASE_URL": with_password(team.url)}
    assert given["DATABASE_URL"] != team.url
    async with up(tmp_path, "run", given=given) as bot:
        assert await team.install(bot.address) == 200
        team.hears_at(bot.address)
        person = team.workspace.actor(team.workspace.add_person(name="Bea").id)
        await person.command("/unsit", f"pause {TYPED}")
        for kind in ("error", "status", "reset", "lost_answer"):
            team.sandbox.break_(Fault(kind, "views.open"))
            await person.command("/unsit", "join")
        told = await provoke(team, bot.address)
        stored = await everything_stored(team)
        await server.stop()
        await person.command("/unsit", "join")
        pages = [(await seen(bot.address, page))[1] for page in ("/readyz", "/metrics")]
        await eventually(partial(_has_noticed, bot))
        await bot.end()
        await server.start()

    secrets = secrets_of(team, keys)
    assert "installations" in metadata.tables
    assert team.id in stored
    assert shown("".join([bot.log, told, stored, *pages]), secrets) == []


async def test_nothing_that_a_bot_of_one_workspace_says_shows_a_secret(
    team: Team, tmp_path: Path
) -> None:
    """Over Socket Mode, at its loudest, with a wave of nudges and a Slack that fails."""
    given = {**team.over_http, **LOUD, "SLACK_APP_TOKEN": team.workspace.app_token}
    await team.join(3, due_at=SystemClock().now() - timedelta(seconds=1))
    for kind in ("error", "status", "lost_answer"):
        team.sandbox.break_(Fault(kind, "chat.postMessage"))
    async with up(tmp_path, "run", given=given) as bot:
        person = team.workspace.actor(team.workspace.add_person(name="Bea").id)
        await person.command("/unsit", f"pause {TYPED}")
        await eventually(partial(_has_tried_all, team))
        await bot.end()

    assert "slack.answer_lost" in bot.log
    assert shown(bot.log, secrets_of(team, new_key())) == []


async def test_a_crash_at_the_start_shows_no_secret(team: Team, tmp_path: Path) -> None:
    """A database that is not there is told without the password for it."""
    given = {**team.over_http, "DATABASE_URL": f"postgresql://u:{TYPED}@127.0.0.1:1/x"}
    with pytest.raises(AssertionError) as failed:
        async with up(tmp_path, "run", given=given):
            pass

    assert "DATABASE_URL cannot be used" in str(failed.value)
    assert shown(str(failed.value), secrets_of(team, new_key())) == []


async def test_a_line_of_a_request_can_be_found_by_every_name_it_has(
    team: Team, tmp_path: Path
) -> None:
    """Ours, which the answer carries, and Slack's, with the number of the retry."""
    (reaction,) = await team.nudged(1)
    async with up(tmp_path, "web", given={**team.over_http, **LOUD}) as web:
        team.hears_at(web.address)
        await team.try_to_hear(reaction, retry=2)
        await web.end()

    lines = [json.loads(line) for line in web.log.splitlines()]
    found = [line for line in lines if line.get("request") == reaction.event_id]
    assert found
    assert {(line["retry"], line["workspace"]) for line in found} == {("2", team.id)}
    assert all(len(line["http"]) == 12 for line in found)


async def _has_noticed(bot: Unsit) -> bool:
    return "tick failed" in bot.log


async def _has_tried_all(team: Team) -> bool:
    return len(await team.nudges()) > 0 and "sending" not in await team.nudges()
