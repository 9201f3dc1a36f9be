"""Which queue runs the tasks: in the process beside SQLite, distributed on PostgreSQL."""

from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager
from typing import Protocol

from bot.engine.beats import Beat
from bot.engine.health import EngineHealth
from bot.engine.inline import InlineQueue
from bot.engine.tasks import Task
from bot.services.ports import TaskQueue


class EngineUnusableError(Exception):
    """The queue of a database cannot be used; says why."""


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
        EngineUnusableError: the database is away, or forbids it, or has somebody else's queue.
    """
    if is_distributed(url):
        from bot.engine import schema  # noqa: PLC0415 - half a second to load

        with _told():
            await schema.migrate_engine(url)


async def is_engine_current(url: str) -> bool:
    """Tell whether the queue's tables are up to date; those that need not be there are.

    Raises:
        EngineUnusableError: the database is away, or has somebody else's queue.
    """
    if not is_distributed(url):
        return True
    from bot.engine import schema  # noqa: PLC0415 - half a second to load

    with _told():
        return await schema.is_engine_current(url)


async def engine_health(url: str) -> EngineHealth:
    """Return how the queue of a migrated database stands, without taking part in its work.

    Raises:
        EngineUnusableError: the database is away.
    """
    async with opened_engine(url, {}) as engine:
        with _told():
            return await engine.health()


@contextmanager
def _told() -> Iterator[None]:
    """Say why a database cannot be used, in terms that need none of its libraries."""
    try:
        yield
    except Exception as error:
        raise EngineUnusableError(str(error.__cause__ or error)) from error
