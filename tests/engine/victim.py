"""A process to be killed while it runs a task: `python -m tests.engine.victim <url>`."""

import asyncio
import sys

from bot.domain.ids import WorkspaceId
from bot.engine.distributed import distributed_queue


async def _hang(workspace: WorkspaceId) -> bool:
    print(workspace, flush=True)  # noqa: T201 - tells the test that it has begun
    await asyncio.Event().wait()
    return False


async def _run(url: str) -> None:
    async with distributed_queue(url, {"a": _hang}) as queue:
        queue.start()
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(_run(sys.argv[1]))
