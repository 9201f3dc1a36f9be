"""What is done from time to time in every process, and may be done twice without harm."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Beat:
    """Something to do every so many seconds, in every process; doing it twice is harmless.

    Attributes:
        name: what the log calls it; one of a name.
        act: does it; what it returns is of no interest.
    """

    name: str
    every_seconds: float
    act: Callable[[], Awaitable[object]]
