"""What the engine looks up in Procrastinate's tables by itself; it writes through its functions."""

from typing import Final

WAITING: Final = """
SELECT queueing_lock FROM procrastinate_jobs
 WHERE status = 'todo' AND queueing_lock = ANY(%(keys)s)
"""
"""Which of some keys wait already."""

HEALTH: Final = """
WITH heard AS (
    SELECT id FROM procrastinate_workers
     WHERE last_heartbeat >= now() - make_interval(secs => %(silence)s)
), first AS (
    SELECT min(id) AS id FROM procrastinate_jobs
     WHERE queue_name = %(queue)s AND status = 'todo' AND priority = 0
)
SELECT count(*) FILTER (WHERE status = 'todo' AND priority = 0) AS waiting,
       count(*) FILTER (WHERE status = 'doing') AS running,
       count(*) FILTER (WHERE status = 'todo' AND priority < 0) AS failed,
       count(*) FILTER (WHERE status = 'doing'
                          AND coalesce(worker_id NOT IN (SELECT id FROM heard), true)) AS stalled,
       (SELECT count(*) FROM heard) AS workers,
       coalesce((SELECT extract(epoch FROM now() - max(event.at))::float
                   FROM procrastinate_events AS event JOIN first ON event.job_id = first.id
                  WHERE event.type = 'deferred'), 0) AS oldest_waiting_seconds
  FROM procrastinate_jobs
 WHERE queue_name = %(queue)s
"""
"""How the queue stands; see EngineHealth."""
