"""What a kind of database gives to `Database`: its connections, and how long to wait for them."""

from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncEngine


@dataclass(frozen=True, slots=True, kw_only=True)
class Pools:
    """The connections of a database."""

    reader: AsyncEngine
    """Begins transactions that only read, each on one state of the database."""
    writer: AsyncEngine
    """Begins transactions that may write."""
    begin_seconds: float | None = None
    """After how long a transaction that has not begun is given up."""
    answer_seconds: float | None = None
    """After how long a statement that the database does not answer is given up."""
    alone: tuple[str, ...] = ()
    """What makes a writer the only one of its kind, for as long as it needs."""
