"""What a kind of database gives to `Database`: its connections, and how long to wait for them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, TypeVar

from sqlalchemy import Connection
from sqlalchemy.ext.asyncio import AsyncEngine

T = TypeVar("T")


class AtOnce(Protocol):
    """A connection that runs whole transactions, one after the other."""

    async def run(self, work: Callable[[Connection], T]) -> T:
        """Begin, do the work, and commit."""
        ...

    async def close(self) -> None:
        """Close the connection."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Pools:
    """The connections of a database."""

    reader: AsyncEngine
    """Begins transactions that only read, each on one state of the database."""
    writer: AsyncEngine
    """Begins transactions that may write."""
    reads_at_once: AtOnce | None = None
    """Runs whole transactions that only read, where that is cheaper than statement by statement."""
    writes_at_once: AtOnce | None = None
    """The same for transactions that may write."""
    begin_seconds: float | None = None
    """After how long a transaction that has not begun is given up."""
    answer_seconds: float | None = None
    """After how long a statement that the database does not answer is given up."""
    alone: tuple[str, ...] = ()
    """What makes a writer the only one of its kind, for as long as it needs."""
