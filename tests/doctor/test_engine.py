"""What the doctor finds out about the queue of tasks."""

from dataclasses import replace

import pytest
from sqlalchemy import URL

from bot.doctor.engine import engine_finding, health_finding
from bot.doctor.finding import Verdict
from bot.engine.health import EngineHealth
from bot.engine.queues import migrate_engine
from bot.settings import Settings, load
from tests import postgresql

TOKENS = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1"}
BUSY = EngineHealth(
    waiting=3, running=2, failed=0, stalled=0, workers=2, oldest_waiting_seconds=1.0
)


def settings_of(url: str) -> Settings:
    """Make settings for a workspace whose data is somewhere."""
    return load(TOKENS | {"DATABASE_URL": url})


async def test_a_bot_in_one_process_has_no_queue_to_look_at() -> None:
    """On SQLite, and in the sandbox whatever its settings say."""
    on_sqlite = await engine_finding(load(TOKENS))
    in_sandbox = await engine_finding(load({"DATABASE_URL": "postgresql://nobody@nowhere/none"}))

    assert [each.verdict for each in (on_sqlite, in_sandbox)] == [Verdict.SKIPPED] * 2


async def test_a_queue_is_to_be_migrated_first(postgresql_server: URL) -> None:
    """Without its tables nothing can wait."""
    with postgresql.created(postgresql_server) as place:
        settings = settings_of(postgresql.written(place))
        before = await engine_finding(settings)
        await migrate_engine(settings.database_url)
        after = await engine_finding(settings)

    assert (before.verdict, before.cure) == (Verdict.WRONG, "run `unsit migrate`")
    assert (after.verdict, after.words) == (
        Verdict.FINE,
        "0 workers, 0 tasks running, 0 waiting",
    )


async def test_a_database_that_is_away_is_told() -> None:
    """In the driver's own words."""
    finding = await engine_finding(settings_of("postgresql:///none?host=/nonexistent"))

    assert finding.verdict is Verdict.WRONG
    assert finding.cure == "check DATABASE_URL"


@pytest.mark.parametrize(
    ("health", "words"),
    [
        (BUSY, "2 workers, 2 tasks running, 3 waiting"),
        (replace(BUSY, workers=0), "5 tasks and nobody to run them"),
        (replace(BUSY, oldest_waiting_seconds=90.0), "3 tasks wait, the first for 90 s"),
        (replace(BUSY, failed=1), "1 tasks failed and wait to be tried again"),
    ],
)
def test_what_needs_somebody_is_told(health: EngineHealth, words: str) -> None:
    """Work that nobody does, or that waits, or that fails."""
    finding = health_finding(health)

    assert finding.words == words
    assert (finding.verdict is Verdict.FINE) == (not finding.cure) == (health is BUSY)
