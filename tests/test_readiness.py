"""Whether a process is ready: asked of its parts, and told in time whatever hangs."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from bot.readiness import Readiness

PATIENCE = 20.0


class Part:
    """A part that answers once it may, and counts how often it was asked."""

    def __init__(self) -> None:
        self.asked = 0
        self.may_answer = asyncio.Event()

    async def __call__(self) -> str | None:
        """Answer."""
        self.asked += 1
        await self.may_answer.wait()
        return None


@pytest.fixture
async def hanging() -> AsyncIterator[Part]:
    """Give a part that hangs until the test ends."""
    part = Part()
    yield part
    part.may_answer.set()


async def fine() -> str | None:
    """Say that all is well."""
    return None


async def tired() -> str | None:
    """Say what is wrong."""
    return "is tired"


async def broken() -> str | None:
    """Fail, quoting what nobody outside may read."""
    raise ConnectionError("postgresql://unsit:hush@db/unsit refused")


async def test_where_nothing_is_wrong_nothing_is_told() -> None:
    """Ready is the absence of faults."""
    assert await Readiness({"one": fine, "two": fine}).faults() == {}


async def test_every_part_is_asked_and_only_faults_are_told() -> None:
    """One part's fault does not hide another's."""
    readiness = Readiness({"one": fine, "two": tired, "three": tired})

    assert await readiness.faults() == {"two": "is tired", "three": "is tired"}


async def test_a_part_that_fails_is_told_without_its_words() -> None:
    """What a driver says may hold an address or a password."""
    assert await Readiness({"database": broken}).faults() == {"database": "cannot be reached"}


async def test_a_part_that_hangs_delays_no_answer(hanging: Part) -> None:
    """The others are told in time, and the silence is told too."""
    readiness = Readiness({"database": hanging, "two": tired})
    async with asyncio.timeout(PATIENCE):
        faults = await readiness.faults()

    assert faults == {"database": "does not answer", "two": "is tired"}


async def test_a_part_that_hangs_is_asked_once(hanging: Part) -> None:
    """However often somebody looks, no second question waits behind the first."""
    readiness = Readiness({"database": hanging})
    async with asyncio.timeout(PATIENCE):
        for _ in range(2):
            await readiness.faults()

    assert hanging.asked == 1


async def test_a_part_that_answers_again_is_fine_again(hanging: Part) -> None:
    """It recovers by itself."""
    readiness = Readiness({"database": hanging})
    async with asyncio.timeout(PATIENCE):
        await readiness.faults()
        hanging.may_answer.set()

        assert await readiness.faults() == {}
