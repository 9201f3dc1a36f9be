"""What operators see of a process: whether it is ready, and what it measures."""

from collections.abc import Mapping

from bot.app import Bot
from bot.metrics import CONTENT_TYPE
from bot.readiness import Probe, Readiness
from bot.storage.migrations import is_current
from bot.web import Routes, operator_pages


def operator_routes(bot: Bot, probes: Mapping[str, Probe]) -> Routes:
    """Return the pages for operators.

    Args:
        bot: what is watched; its database is looked after in any case.
        probes: the other parts that have to work in this process.
    """

    async def database() -> str | None:
        if await is_current(bot.database):
            return None
        return "lacks the newest schema: run `unsit migrate`"

    async def measured() -> bytes:
        return bot.metrics.exposition()

    readiness = Readiness({"database": database, **probes})
    return operator_pages(faults=readiness.faults, metrics=measured, metrics_type=CONTENT_TYPE)
