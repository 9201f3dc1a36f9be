"""Answers that arrive together share a commit; each is answered after the commit that holds it."""

import asyncio
from collections import deque
from collections.abc import Sequence
from functools import partial
from typing import Any, TypeVar

from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as NoAnswerError

from bot.services.errors import OverloadedError
from bot.services.ledger import Heard, settle
from bot.services.ports import Clock
from bot.storage.database import Database

LARGEST_BATCH = 200
"""Answers in one transaction, which then takes some ten milliseconds."""

MOST_WAITING = 2_000
"""Answers that may wait: about a second's work. Slack sends again what is refused."""

T = TypeVar("T")
_Waiting = tuple[Heard[Any], asyncio.Future[Any]]
_AWAY = (OperationalError, InterfaceError, NoAnswerError)


class Ingest:
    """Takes answers, as many at a time as have arrived while the last ones were written.

    Nothing waits for company: an answer that comes alone is written alone, at once.
    """

    def __init__(
        self,
        database: Database,
        clock: Clock,
        *,
        largest_batch: int = LARGEST_BATCH,
        most_waiting: int = MOST_WAITING,
    ) -> None:
        self._database = database
        self._clock = clock
        self._largest_batch = largest_batch
        self._most_waiting = most_waiting
        self._waiting: deque[_Waiting] = deque()
        self._writer: asyncio.Task[None] | None = None

    async def take(self, heard: Heard[T]) -> T:
        """Take an answer and return what it comes to, once that is committed.

        Whoever stops waiting for it takes nothing back.

        Raises:
            OverloadedError: too many wait already; nothing came of this one.
            Exception: whatever deciding it raised; nothing came of this one.
            sqlalchemy.exc.SQLAlchemyError: it could not be written.
        """
        if len(self._waiting) >= self._most_waiting:
            raise OverloadedError
        loop = asyncio.get_running_loop()
        answered: asyncio.Future[T] = loop.create_future()
        self._waiting.append((heard, answered))
        if self._writer is None:
            self._writer = loop.create_task(self._write())
        return await answered

    async def aclose(self) -> None:
        """Wait until everything that was taken is written."""
        while self._writer is not None:
            await asyncio.wait([self._writer])

    async def _write(self) -> None:
        try:
            while self._waiting:
                size = min(len(self._waiting), self._largest_batch)
                await self._settle([self._waiting.popleft() for _ in range(size)])
        finally:
            self._writer = None

    async def _settle(self, batch: Sequence[_Waiting]) -> None:
        """Commit a batch; where it fails, commit each alone, so that only a bad one fails."""
        work = partial(settle, batch=[heard for heard, _ in batch], now=self._clock.now())
        try:
            results = await self._database.write_at_once(work)
        except Exception as error:  # noqa: BLE001 - raised to whoever asked
            if len(batch) > 1 and not isinstance(error, _AWAY):
                for one in batch:
                    await self._settle([one])
                return
            results = [error for _ in batch]
        for (_, answered), result in zip(batch, results, strict=True):
            _answer(answered, result)


def _answer(answered: asyncio.Future[Any], result: object) -> None:
    if answered.done():
        return  # nobody waits for it any more
    if isinstance(result, Exception):
        answered.set_exception(result)
    else:
        answered.set_result(result)
