"""Which queue runs the tasks: in the process beside SQLite, distributed on PostgreSQL."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Protocol

from bot.engine.beats import Beat
from bot.engine.health import EngineHealth
from bot.engine.inline import InlineQueue
from bot.engine.tasks import Task
from bot.services.ports import TaskQueue


class Engine(TaskQueue, Protocol):
    """A queue and whoever works it off. It starts and stops; what is asked for meanwhile waits."""

    @property
    def beats(self) -> Sequence[Beat]:
        """What the engine wants done from time to time, in any process that works."""
        ...

    def start(self) -> None:
        """Start working."""
        ...

    def finish(self) -> None:
        """Begin none of the tasks that wait; what runs is let through."""
        ...

    async def stop(self, *, grace_seconds: float = 8.0) -> None:
        """Let the running tasks end, and cancel what outlasts the grace."""
        ...

    async def health(self) -> EngineHealth:
        """Return how the queue stands."""
        ...


def is_distributed(url: str) -> bool:
    """Tell whether the tasks of a database are run by many processes."""
    return url.startswith("postgres")


@asynccontextmanager
async def opened_engine(url: str, tasks: Mapping[str, Task]) -> AsyncIterator[Engine]:
    """Give the queue that suits a database, migrated, for as long as the block runs."""
    if not is_distributed(url):
        yield InlineQueue(tasks)
        return
    from bot.engine.distributed import distributed_queue  # noqa: PLC0415 - half a second to load

    async with distributed_queue(url, tasks) as queue:
        yield queue


async def migrate_engine(url: str) -> None:
    """Bring the queue's tables up to date, if the database has any; safe in two processes at once.

    Raises:
        bot.engine.schema.ForeignSchemaError: somebody else's queue is there already.
        psycopg.Error: the database is away, or forbids it.
    """
    if is_distributed(url):
        from bot.engine import schema  # noqa: PLC0415 - half a second to load

        await schema.migrate_engine(url)


async def is_engine_current(url: str) -> bool:
    """Tell whether the queue's tables are up to date; those that need not be there are."""
    if not is_distributed(url):
        return True
    from bot.engine import schema  # noqa: PLC0415 - half a second to load

    return await schema.is_engine_current(url)
