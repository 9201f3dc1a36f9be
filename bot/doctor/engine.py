"""Checks the queue of tasks, where several processes share it."""

from bot.doctor.finding import Finding, fine, skipped, wrong
from bot.engine.health import EngineHealth
from bot.engine.queues import (
    EngineUnusableError,
    engine_health,
    is_distributed,
    is_engine_current,
)
from bot.settings import Mode, Settings

_ABOUT = "Queue"
_LONG = 60.0
"""Seconds that no task should wait; nudges have some minutes before they are dropped."""


async def engine_finding(settings: Settings) -> Finding:
    """Report whether the queue of tasks is worked off."""
    url = settings.database_url
    if settings.mode is Mode.SANDBOX or not is_distributed(url):
        return skipped(_ABOUT, "the bot runs in one process and keeps its tasks there")
    try:
        if not await is_engine_current(url):
            return wrong(_ABOUT, "its tables are missing or old", "run `unsit migrate`")
        return health_finding(await engine_health(url))
    except EngineUnusableError as error:
        reason = str(error).splitlines()[0]
        return wrong(_ABOUT, f"cannot be looked at: {reason}", "check DATABASE_URL")


def health_finding(health: EngineHealth) -> Finding:
    """Report how the queue stands, the worst first."""
    if not health.workers and (health.waiting or health.running):
        unserved = f"{health.waiting + health.running} tasks and nobody to run them"
        return wrong(_ABOUT, unserved, "start `unsit worker`, or `unsit run`")
    if health.oldest_waiting_seconds > _LONG:
        late = f"{health.waiting} tasks wait, the first for {health.oldest_waiting_seconds:.0f} s"
        return wrong(_ABOUT, late, "start another `unsit worker`")
    if health.failed:
        failed = f"{health.failed} tasks failed and wait to be tried again"
        return wrong(_ABOUT, failed, "look for `task failed` in the workers' logs")
    return fine(
        _ABOUT,
        f"{health.workers} workers, {health.running} tasks running, {health.waiting} waiting",
    )
