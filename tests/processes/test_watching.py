"""What operators see of real processes: pages to look at, and metrics to read."""

from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families

from bot.clock import SystemClock
from bot.domain.nudge import Delivery
from tests.processes.running import ROOT, eventually, is_ready, seen, up
from tests.processes.team import Team

A_FEW = 3
ANY_PORT = {"WORKER_PORT": "0"}


async def measured(address: str) -> dict[str, float]:
    """Read the metrics, each sample by its name and the values of its labels."""
    _, text = await seen(address, "/metrics")
    return {
        " ".join([sample.name, *sample.labels.values()]): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


async def test_a_worker_without_a_port_listens_nowhere(team: Team, tmp_path: Path) -> None:
    """Two workers on one machine need no thought."""
    async with up(tmp_path, "worker", given=team.over_http) as worker:
        assert worker.address == ""


@pytest.mark.parametrize(("role", "given"), [("web", {}), ("worker", ANY_PORT), ("run", ANY_PORT)])
async def test_a_process_that_is_up_is_ready(
    team: Team, tmp_path: Path, role: str, given: dict[str, str]
) -> None:
    """Its pages say so, in every role."""
    async with up(tmp_path, role, given={**team.over_http, **given}) as process:
        health = await seen(process.address, "/healthz")
        await eventually(partial(is_ready, process.address))

    assert health == (200, "ok")


async def test_a_worker_takes_nothing_of_slacks(team: Team, tmp_path: Path) -> None:
    """Its port is for operators alone."""
    async with up(tmp_path, "worker", given={**team.over_http, **ANY_PORT}) as worker:
        status, _ = await seen(worker.address, "/slack/events")

    assert status == 404


async def test_a_worker_measures_what_it_sends(team: Team, tmp_path: Path) -> None:
    """Its nudges and how late they were, the calls that they took, its ticks and its queue."""
    await team.join(A_FEW, due_at=SystemClock().now() - timedelta(seconds=1))
    async with up(tmp_path, "worker", given={**team.over_http, **ANY_PORT}) as worker:
        await eventually(partial(_all_sent, team))
        await eventually(partial(_has_counted, worker.address))
        await eventually(partial(_has_nothing_to_do, worker.address))
        found = await measured(worker.address)

    assert found["unsit_nudge_lateness_seconds_count"] == A_FEW
    assert found["unsit_slack_calls_total chat.postMessage accepted"] == A_FEW
    assert found["unsit_slack_call_seconds_count chat.postMessage"] == A_FEW
    assert found["unsit_tick_age_seconds"] >= 0


async def test_a_web_process_measures_what_it_answers(team: Team, tmp_path: Path) -> None:
    """Requests by kind and status, strangers apart."""
    reactions = await team.nudged(A_FEW)
    async with up(tmp_path, "web", given=team.over_http) as web:
        team.hears_at(web.address)
        await team.hear_in_the_end(reactions)
        await seen(web.address, "/slack/events")
        found = await measured(web.address)

    assert found["unsit_slack_requests_total event 200"] == A_FEW
    assert found["unsit_slack_request_seconds_count event"] >= A_FEW
    assert found["unsit_slack_requests_total unproven 405"] == 1
    assert found["unsit_database_connections_in_use"] >= 0


async def test_every_metric_is_explained(team: Team, tmp_path: Path) -> None:
    """Whoever runs the bot finds each of them in docs/deploy.md."""
    async with up(tmp_path, "run", given=team.over_http) as bot:
        _, text = await seen(bot.address, "/metrics")
    shown = {family.name for family in text_string_to_metric_families(text)}
    # The library adds to each count when it began.
    ours = {n for n in shown if n.startswith("unsit_") and not n.endswith("_created")}
    written = (ROOT / "docs" / "deploy.md").read_text()

    assert len(ours) >= 11
    assert [name for name in ours if f"| `{name}" not in written] == []


async def test_metrics_name_nobody(team: Team, tmp_path: Path) -> None:
    """Labels have a few fixed values: no workspace and no member is among them."""
    people = await team.join(A_FEW, due_at=SystemClock().now() - timedelta(seconds=1))
    async with up(tmp_path, "worker", given={**team.over_http, **ANY_PORT}) as worker:
        await eventually(partial(_all_sent, team))
        _, text = await seen(worker.address, "/metrics")

    assert [name for name in (team.id, *people) if name in text] == []


async def _all_sent(team: Team) -> bool:
    return (await team.nudges())[Delivery.SENT] == A_FEW


async def _has_counted(address: str) -> bool:
    return (await measured(address))["unsit_nudges_total sent"] == A_FEW


async def _has_nothing_to_do(address: str) -> bool:
    # Each tick adds a task, so that the next look may find one again; a slow look tells nothing.
    return (await measured(address)).get("unsit_queue_depth waiting") == 0
