"""A database that goes away and comes back: processes live, say so, and lose nothing."""

import json
from functools import partial
from pathlib import Path

from tests.processes.running import eventually, is_ready, seen, up
from tests.processes.servers import Server
from tests.processes.team import Team

GONE = {"database": "cannot be reached"}


async def test_while_the_database_is_away_slack_is_told_to_send_again(
    server_team: Team, server: Server, tmp_path: Path
) -> None:
    """The process lives, answers 5xx, says what is wrong, and works again by itself."""
    before, during = await server_team.nudged(2)
    async with up(tmp_path, "web", given=server_team.over_http) as web:
        server_team.hears_at(web.address)
        await server_team.hear_in_the_end([before])
        await server.stop()
        ack = await server_team.sandbox.send_event(
            server_team.workspace, during.event, event_id=during.event_id
        )
        assert (ack.ok, ack.status // 100) == (False, 5)
        assert (await seen(web.address, "/healthz"))[0] == 200
        await eventually(partial(_is_without_database, web.address))
        await server.start()
        await eventually(partial(is_ready, web.address))
        await server_team.hear_in_the_end([before, during])

    people = [each.event["user"] for each in (before, during)]
    assert await server_team.completions() == dict.fromkeys(people, 1)


async def test_a_database_that_hangs_makes_nobody_wait(
    server_team: Team, server: Server, tmp_path: Path
) -> None:
    """Readiness is told, and Slack is answered, though the database says nothing at all."""
    (reaction,) = await server_team.nudged(1)
    async with up(tmp_path, "web", given=server_team.over_http) as web:
        server_team.hears_at(web.address)
        with server.frozen():
            ack = await server_team.try_to_hear(reaction)
            status, body = await seen(web.address, "/readyz")
        assert (ack.status, status) == (503, 503)
        assert json.loads(body)["faults"] == {"database": "does not answer"}
        await eventually(partial(is_ready, web.address))
        await server_team.hear_in_the_end([reaction])

    assert await server_team.completions() == {reaction.event["user"]: 1}


async def _is_without_database(address: str) -> bool:
    status, body = await seen(address, "/readyz")
    return (status, json.loads(body)) == (503, {"ready": False, "faults": GONE})
