"""How much is read to find the next job: as little with thousands waiting as with one."""

import pytest

from bot.domain.ids import WorkspaceId
from bot.engine.distributed import distributed_queue
from bot.engine.jobs import QUEUE
from bot.engine.postgresql import build_pool, conninfo
from tests.engine.test_distributed import QUICK, ask, tasks_of
from tests.engine.work import Work

FETCH = "SELECT id FROM procrastinate_fetch_job_v2(%s, %s)"
READ = """
SELECT coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0)
  FROM pg_stat_xact_user_tables WHERE relname = 'procrastinate_jobs'
"""


@pytest.mark.parametrize("waiting", [10, 3000])
async def test_the_next_job_is_found_along_an_index(
    queue_url: str, work: Work, waiting: int
) -> None:
    """The planner is kept from reading the whole queue, whatever it believes about its length."""
    async with distributed_queue(queue_url, tasks_of(work), timing=QUICK) as queue:
        await ask(queue, "a", *(WorkspaceId(f"T{number}") for number in range(waiting)))
    async with build_pool(conninfo(queue_url)) as pool, pool.connection() as connection:
        # What earlier tests have deleted is looked at too, until it is cleaned up.
        await connection.execute("VACUUM procrastinate_jobs")
        await connection.set_autocommit(False)
        worker = await connection.execute("SELECT * FROM procrastinate_register_worker_v1()")
        await connection.execute(FETCH, ([QUEUE], (await worker.fetchone() or (0,))[0]))
        read = await (await connection.execute(READ)).fetchone()

    assert read is not None
    assert read[0] < 10
