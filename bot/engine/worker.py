"""Takes jobs from the queue and runs their tasks, through whatever happens to the database."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping
from contextlib import suppress
from enum import Enum, auto
from functools import partial

import structlog
from procrastinate.exceptions import ConnectorException

from bot.engine.jobs import Job, Jobs, SignedOffError
from bot.engine.postgresql import is_out_of_reach
from bot.engine.tasks import Task
from bot.engine.timing import Timing

_log = structlog.get_logger(__name__)


class _End(Enum):
    DONE = auto()
    MORE_DUE = auto()
    FAILED = auto()
    RELEASED = auto()


class Worker:
    """One process's share of the work: many jobs at once, as most of them wait for Slack.

    The loop is ours and not Procrastinate's: that one ends with its connection and cancels what
    runs, leaves a job running for ever whose end it could not write down, and looks for jobs of a
    workspace that has just become free only when it polls.
    """

    def __init__(
        self, jobs: Jobs, tasks: Mapping[str, Task], *, concurrency: int, timing: Timing
    ) -> None:
        self._jobs = jobs
        self._tasks = tasks
        self._timing = timing
        self._free = asyncio.Semaphore(concurrency)
        self._woken = asyncio.Event()
        self._finished = False
        self._releasing = False
        self._id: int | None = None
        self._loops: list[asyncio.Task[None]] = []
        self._served: set[asyncio.Task[None]] = set()
        self._acting: set[asyncio.Future[bool]] = set()

    def start(self) -> None:
        """Start working."""
        loop = asyncio.get_running_loop()
        steps = (self._take_next, self._beat, self._listen)
        self._loops = [loop.create_task(self._keep(step)) for step in steps]

    def wake(self) -> None:
        """Look for jobs at once."""
        self._woken.set()

    def finish(self) -> None:
        """Take no more jobs; what runs is let through."""
        self._finished = True
        self.wake()

    async def stop(self, *, grace_seconds: float) -> None:
        """Let running jobs end within the grace, cancel the rest and give them back."""
        self.finish()
        await asyncio.wait([*self._loops[:1], *self._served], timeout=grace_seconds)
        self._releasing = True
        for acting in self._acting:
            acting.cancel()
        if self._served:
            await asyncio.wait(self._served, timeout=self._timing.surrender)
        # Only what will not be cancelled, or cannot be written down, is left by now.
        await _cancelled([*self._loops, *self._served], patience=self._timing.surrender)
        await self._sign_off()

    async def _sign_off(self) -> None:
        if self._id is None:
            return
        signed_off = asyncio.get_running_loop().create_task(self._jobs.sign_off(self._id))
        await asyncio.wait({signed_off}, timeout=self._timing.surrender)
        await _cancelled([signed_off], patience=self._timing.surrender)
        await asyncio.gather(signed_off, return_exceptions=True)

    async def _keep(self, step: Callable[[], Awaitable[None]]) -> None:
        """Repeat a step for ever, whatever happens in it."""
        away = False
        while not self._finished:
            try:
                await step()
            except Exception as error:  # noqa: BLE001 - a worker that ends would end unseen
                if not is_out_of_reach(error):
                    _log.exception("engine stumbled", step=step.__name__)
                elif not away:
                    _log.warning("queue out of reach", step=step.__name__, reason=_reason(error))
                away = is_out_of_reach(error)
            else:
                if away:
                    _log.warning("queue within reach again", step=step.__name__)
                away = False
                continue
            await asyncio.sleep(self._timing.reconnect)

    async def _beat(self) -> None:
        if self._id is not None:
            await self._jobs.beat(self._id)
        await asyncio.sleep(self._timing.heartbeat)

    async def _listen(self) -> None:
        await self._jobs.listen(self.wake)

    async def _take_next(self) -> None:
        """Take a job as soon as there are both a job and somebody free for it."""
        await self._free.acquire()
        job = None
        try:
            self._woken.clear()
            job = await self._taken()
        finally:
            if job is None:
                self._free.release()
        if job is not None:
            self._begin(job)
            return
        await asyncio.sleep(self._timing.rest)
        if not self._finished:
            with suppress(TimeoutError):
                async with asyncio.timeout(self._timing.poll):
                    await self._woken.wait()

    async def _taken(self) -> Job | None:
        if self._finished:
            return None
        if self._id is None:
            self._id = await self._jobs.sign_on()
        try:
            return await self._jobs.take(self._id)
        except SignedOffError:
            _log.warning("worker was taken for dead", worker=self._id)
            self._id = None
            self.wake()
            return None

    def _begin(self, job: Job) -> None:
        served = asyncio.get_running_loop().create_task(self._serve(job))
        self._served.add(served)
        served.add_done_callback(self._end)

    def _end(self, served: asyncio.Task[None]) -> None:
        self._served.discard(served)
        self._free.release()
        # Another task of the same workspace may run now, of which nobody else will tell.
        self.wake()

    async def _serve(self, job: Job) -> None:
        with structlog.contextvars.bound_contextvars(task=job.task, workspace=job.workspace):
            end = _End.RELEASED if self._finished else await self._run(job)
            await self._written_down(partial(self._settle, job, end))

    async def _run(self, job: Job) -> _End:
        """Run a job's task; whatever becomes of it, the others go on."""
        task = self._tasks.get(job.task)
        if task is None:
            _log.warning("no such task")
            return _End.DONE
        acting = asyncio.ensure_future(task(job.workspace))
        self._acting.add(acting)
        acting.add_done_callback(self._forget)
        await asyncio.wait({acting}, timeout=self._timing.limit)
        if not acting.done():
            acting.cancel()
            await asyncio.wait({acting}, timeout=self._timing.surrender)
            _log.error("task took too long", ended=acting.done())
            return _End.FAILED
        return self._judge(acting)

    def _forget(self, acting: asyncio.Future[bool]) -> None:
        self._acting.discard(acting)
        if not acting.cancelled():
            acting.exception()  # or asyncio tells of it once more, where nobody has looked

    def _judge(self, acting: asyncio.Future[bool]) -> _End:
        if acting.cancelled():
            if self._releasing:
                return _End.RELEASED
            _log.error("task cancelled from within")
            return _End.FAILED
        error = acting.exception()
        if error is not None:
            _log.error("task failed", exc_info=error)
            return _End.FAILED
        return _End.MORE_DUE if acting.result() else _End.DONE

    async def _settle(self, job: Job, end: _End) -> None:
        """Write down how a job ended; doing it twice is harmless."""
        if end is _End.FAILED:
            await self._jobs.put_off(job, seconds=self._timing.pause(job.failures))
        if not await self._jobs.remove(job.id):
            _log.info("job was taken for stalled")
        if end in (_End.MORE_DUE, _End.RELEASED):
            # Only now, so that whoever is woken by it finds the workspace free.
            await self._jobs.add(job.task, [job.workspace], job.slot)

    async def _written_down(self, settle: Callable[[], Awaitable[None]]) -> None:
        """Settle a job, if need be when the database is back: until then its workspace waits."""
        while True:
            try:
                return await settle()
            except ConnectorException as error:
                if not is_out_of_reach(error):
                    _log.exception("job not settled")
                    return None
            await asyncio.sleep(self._timing.reconnect)


async def _cancelled(tasks: Iterable[asyncio.Task[None]], *, patience: float) -> None:
    """Cancel tasks and wait until they have ended; a library may have lost the first word of it."""
    pending = set(tasks)
    for _ in range(2):
        for each in pending:
            each.cancel()
        if pending:
            _, pending = await asyncio.wait(pending, timeout=patience)


def _reason(error: Exception) -> str:
    return str(error.__cause__ or error)
