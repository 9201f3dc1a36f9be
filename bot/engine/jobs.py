"""The queue in PostgreSQL, as Procrastinate keeps it: a job is one queued call of a task.

A job waits (`todo`) or runs (`doing`). Its lock is the workspace, so that one of a workspace runs
at a time; its queueing lock is task and workspace, so that it waits once. A job that has ended is
deleted, and with it whatever was noted about it.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import Final

import psycopg
import structlog
from procrastinate import App, jobs
from procrastinate.exceptions import AlreadyEnqueued, ConnectorException
from procrastinate.manager import get_channel_for_queues
from psycopg import sql

from bot.domain.ids import WorkspaceId
from bot.engine import queries
from bot.engine.health import EngineHealth
from bot.engine.postgresql import BoundedConnector, build_pool, conninfo

QUEUE: Final = "unsit"

_FIRST, _AGAIN = 0, -1
"""Priorities. A job that failed is behind all others, else it would keep back those of its lock."""

_AT_ONCE = 200
"""Jobs put into the queue by one statement."""

_QUIET = 30.0
"""Seconds without a word after which a connection that only listens is tried."""

_TRIES = 3
"""How often to look again which jobs wait, when another process puts some in at the same time."""

_log = structlog.get_logger(__name__)


class SignedOffError(Exception):
    """Others took this worker for dead and struck it off; it has to sign on again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A call of a task that a worker has taken.

    Attributes:
        slot: the instant at which it was asked for first; only people read it.
        failures: how often it has failed in a row.
    """

    id: int
    task: str
    workspace: WorkspaceId
    slot: str
    failures: int


class Jobs:
    """The queue, open for as long as its pool is.

    While the database is away, every method raises Procrastinate's ConnectorException.
    """

    def __init__(self, app: App, conninfo: str) -> None:
        self._app = app
        self._manager = app.job_manager
        self._conninfo = conninfo

    async def add(self, task: str, workspaces: Iterable[WorkspaceId], slot: str) -> None:
        """Let a task of each workspace wait, unless it waits already.

        They wait in the given order, roughly: within a statement the keys are sorted, because two
        processes that put in the same ones in different orders would wait for each other.
        """
        wanted = list(dict.fromkeys(workspaces))
        for start in range(0, len(wanted), _AT_ONCE):
            await self._add_at_once(task, sorted(wanted[start : start + _AT_ONCE]), slot)

    async def _add_at_once(self, task: str, workspaces: Sequence[WorkspaceId], slot: str) -> None:
        for _ in range(_TRIES):
            waiting = await self._waiting(_key(task, each) for each in workspaces)
            missing = [each for each in workspaces if _key(task, each) not in waiting]
            if not missing:
                return
            new = [_new(task, each, slot) for each in missing]
            with suppress(AlreadyEnqueued):
                await self._manager.batch_defer_jobs_async(new)
                return
        _log.info("tasks left to the next tick", task=task)

    async def _waiting(self, keys: Iterable[str]) -> set[str]:
        rows = await self._app.connector.execute_query_all_async(queries.WAITING, keys=list(keys))
        return {row["queueing_lock"] for row in rows}

    async def take(self, worker: int) -> Job | None:
        """Take the first job that may run, or None.

        Raises:
            SignedOffError: nobody knows this worker any more.
        """
        try:
            row = await self._manager.fetch_job([QUEUE], worker)
        except ConnectorException as error:
            if isinstance(error.__cause__, psycopg.errors.ForeignKeyViolation):
                raise SignedOffError from None
            raise
        return None if row is None else _taken(row)

    async def remove(self, job: int) -> bool:
        """End a job and free its workspace; False if it was gone."""
        try:
            await self._manager.finish_job_by_id_async(job, jobs.Status.SUCCEEDED, delete_job=True)
        except ConnectorException as error:
            if isinstance(error.__cause__, psycopg.errors.RaiseException):
                return False
            raise
        return True

    async def put_off(self, job: Job, *, seconds: int) -> None:
        """Let a job that failed wait for so long, in place of whatever has been put in meanwhile.

        To be called while the job still runs: its lock keeps the other from running at once.
        """
        key = _key(job.task, job.workspace)
        for _ in range(_TRIES):
            for other in await self._manager.list_jobs_async(queueing_lock=key, status="todo"):
                if other.id is not None:
                    await self._manager.cancel_job_by_id_async(other.id, delete_job=True)
            later = self._app.configure_task(
                job.task,
                queue=QUEUE,
                lock=job.workspace,
                queueing_lock=key,
                priority=_AGAIN,
                schedule_in={"seconds": seconds},
            )
            with suppress(AlreadyEnqueued):
                await later.defer_async(slot=job.slot, failures=job.failures + 1)
                return

    async def free_stalled(self, *, silence: float) -> list[Job]:
        """Delete workers not heard of for so many seconds, and the jobs of those.

        Whatever such a job was for is still due, so that the next tick asks for it again. Deleting
        cannot fail on a job that waits for the same task and workspace, as a retry would.
        """
        # In this order, since a job whose worker is gone counts as stalled: whose silence grows too
        # long between the two would otherwise leave its jobs running for nobody.
        await self._manager.prune_stalled_workers(silence)
        stalled = await self._manager.get_stalled_jobs(queue=QUEUE, seconds_since_heartbeat=silence)
        freed = [_taken(each) for each in stalled]
        return [each for each in freed if await self.remove(each.id)]

    async def sign_on(self) -> int:
        """Make a worker known; its heartbeat begins."""
        return await self._manager.register_worker()

    async def beat(self, worker: int) -> None:
        """Let a worker be heard of."""
        await self._manager.update_heartbeat(worker)

    async def sign_off(self, worker: int) -> None:
        """Strike a worker off; what it has not ended counts as stalled from now on."""
        await self._manager.unregister_worker(worker)

    async def listen(self, on_job: Callable[[], None]) -> None:
        """Call back whenever a job was put in; ends only with the connection.

        On a connection of its own, and not through Procrastinate's way of listening: in that a
        cancellation can get lost, and the end of the process would wait for it.

        Raises:
            psycopg.OperationalError: the database is away.
            TimeoutError: it no longer answers.
        """
        async with await psycopg.AsyncConnection.connect(
            self._conninfo, autocommit=True
        ) as connection:
            for channel in get_channel_for_queues([QUEUE]):
                await connection.execute(sql.SQL("LISTEN {}").format(sql.Identifier(channel)))
            while True:
                async for _ in connection.notifies(timeout=_QUIET):
                    on_job()
                async with asyncio.timeout(_QUIET):
                    await connection.execute("SELECT 1")

    async def health(self, *, silence: float) -> EngineHealth:
        """Return how the queue stands; a worker not heard of for so many seconds has stalled."""
        row = await self._app.connector.execute_query_one_async(
            queries.HEALTH, queue=QUEUE, silence=silence
        )
        return EngineHealth(**row)


@asynccontextmanager
async def opened_jobs(url: str, *, answer_seconds: float) -> AsyncIterator[Jobs]:
    """Open the queue for as long as the block runs; a database that is away does not hinder it."""
    place = conninfo(url)
    pool = build_pool(place)
    await pool.open(wait=False)
    try:
        app = App(connector=BoundedConnector(answer_seconds=answer_seconds))
        await app.open_async(pool)
        yield Jobs(app, place)
    finally:
        await pool.close()


def _key(task: str, workspace: WorkspaceId) -> str:
    return f"{task}:{workspace}"


def _new(task: str, workspace: WorkspaceId, slot: str) -> jobs.Job:
    return jobs.Job(
        queue=QUEUE,
        task_name=task,
        lock=workspace,
        queueing_lock=_key(task, workspace),
        priority=_FIRST,
        task_kwargs={"slot": slot, "failures": 0},
    )


def _taken(row: jobs.Job) -> Job:
    if row.id is None:
        raise ValueError("a job without an id was never stored")
    return Job(
        id=row.id,
        task=row.task_name,
        workspace=WorkspaceId(str(row.lock)),
        slot=str(row.task_kwargs.get("slot")),
        failures=int(str(row.task_kwargs.get("failures", 0))),
    )
