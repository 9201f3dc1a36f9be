"""What a day comes to: what Slack saw, beside what the database says and what was logged."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import orjson
import psycopg

from benchmarks.figures import Figure, measured, within

CLOSEST_SECONDS = 9 * 60
"""Nudges to one member are ten minutes apart, give or take a minute of lateness."""

ON_THE_WAY_SECONDS = 1.0
"""Real time that a call may be on its way to Slack; on the day's clock it is many times that."""

Connection = psycopg.Connection[tuple[Any, ...]]
Message = tuple[str, str, str]
"""Workspace, channel and timestamp."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slack:
    """What Slack saw, by its own report."""

    posts: list[tuple[str, str, str, float]]
    acknowledged: list[Message]
    given_up: int
    refused_calls: int
    refused_events: int

    @classmethod
    def read(cls, path: Path) -> "Slack":
        """Read its report."""
        said = orjson.loads(path.read_bytes())
        return cls(
            posts=[tuple(post) for post in said["posts"]],
            acknowledged=[tuple(message) for message in said["acknowledged"]],
            given_up=said["given_up"],
            refused_calls=said["refused_calls"],
            refused_events=said["refused_events"],
        )


def figures(address: str, slack: Slack, *, end: datetime, speed: float) -> Iterator[Figure]:
    """Compare Slack's report with the database."""
    with psycopg.connect(address) as connection:
        connection.execute("SET timezone = 'UTC'")
        deliveries: dict[str, int] = dict(
            connection.execute("SELECT delivery, count(*) FROM nudges GROUP BY 1").fetchall()
        )
        for delivery, count in sorted(deliveries.items()):
            yield measured(f"nudges {delivery}", [count], "")
        yield from _doubled(connection, slack, deliveries.get("unknown", 0))
        yield from _late(connection, ON_THE_WAY_SECONDS * speed)
        yield from _lost(connection, slack)
        yield from _stuck(connection, end)
    yield _none("calls that Slack refused as too many", slack.refused_calls)
    yield measured("events that had to be sent again", [slack.refused_events], "")
    yield measured("events that Slack gave up", [slack.given_up], "")


def _doubled(connection: Connection, slack: Slack, unknown: int) -> Iterator[Figure]:
    recorded = {
        (team, f"U{channel[1:]}", ts)
        for team, channel, ts in connection.execute(
            "SELECT workspace_id, channel_id, message_ts FROM nudges WHERE message_ts IS NOT NULL"
        )
    }
    posted = Counter((team, to, ts) for team, to, ts, _ in slack.posts)
    unrecorded = posted.keys() - recorded
    yield measured("messages that Slack took", [len(slack.posts)], "")
    yield _none("recorded as sent, but never seen by Slack", len(recorded - posted.keys()))
    yield within(
        "seen by Slack, but of unknown fate",
        [len(unrecorded)],
        "",
        limit=unknown,
        aim=f"at most the {unknown} nudges that are on record as unknown",
    )
    yield _none("nudges doubled", _closer(slack.posts))


def _closer(posts: Iterable[tuple[str, str, str, float]]) -> int:
    """Count the messages that came to somebody too soon after the one before."""
    of_member: defaultdict[tuple[str, str], list[float]] = defaultdict(list)
    for team, member, _, at in posts:
        of_member[team, member].append(at)
    return sum(
        later - earlier < CLOSEST_SECONDS
        for instants in of_member.values()
        for earlier, later in zip(sorted(instants), sorted(instants)[1:], strict=False)
    )


def _late(connection: Connection, on_the_way: float) -> Iterator[Figure]:
    late = [
        float(row[0])
        for row in connection.execute(
            "SELECT extract(epoch FROM sent_at - due_at) FROM nudges WHERE sent_at IS NOT NULL "
            "ORDER BY 1"
        )
    ]
    beyond = connection.execute(
        "SELECT count(*) FROM nudges WHERE "
        "to_timestamp(message_ts::numeric) > expires_at + make_interval(secs => %s)",
        (on_the_way,),
    ).fetchone()
    for name, part in (("p50", 0.5), ("p99", 0.99), ("most", 1.0)):
        at = late[min(int(len(late) * part), len(late) - 1)] if late else 0.0
        yield measured(f"lateness, {name}, on the day's clock", [at], "s")
    yield _none("taken by Slack after their window", beyond[0] if beyond else 0)


def _lost(connection: Connection, slack: Slack) -> Iterator[Figure]:
    done = {
        (team, channel, ts)
        for team, channel, ts in connection.execute(
            "SELECT n.workspace_id, n.channel_id, n.message_ts FROM nudges n JOIN completions c "
            "ON c.workspace_id = n.workspace_id AND c.member_id = n.member_id "
            "AND c.slot_at = n.due_at AND c.asked"
        )
    }
    acknowledged = set(slack.acknowledged)
    yield measured("reactions acknowledged", [len(acknowledged)], "")
    yield _none("acknowledged, but not counted", len(acknowledged - done))
    miscounted = connection.execute(
        "SELECT (SELECT sum(completed) FROM daily_totals) "
        "- (SELECT count(*) FROM completions WHERE asked)"
    ).fetchone()
    yield _none("difference of daily totals and a recount", int((miscounted or (0,))[0] or 0))


def _stuck(connection: Connection, end: datetime) -> Iterator[Figure]:
    for what, query in (
        ("slots overdue by an hour", "SELECT count(*) FROM members WHERE next_due_at < %s"),
        ("nudges whose lease ran out", "SELECT count(*) FROM nudges WHERE lease_until < %s"),
    ):
        row = connection.execute(query, (end,)).fetchone()
        yield _none(what, row[0] if row else 0)


def secrets_found(address: str, logs: Iterable[Path], secrets: Iterable[str]) -> Figure:
    """Look for secrets in every row of every table and in every line that was logged."""
    wanted = {
        form for secret in secrets for form in (secret.encode(), secret.encode().hex().encode())
    }
    found = sum(_holds(path.read_bytes(), wanted) for path in logs)
    with psycopg.connect(address) as connection:
        tables = connection.execute(
            "SELECT format('%I.%I', schemaname, tablename) FROM pg_tables "
            "WHERE schemaname NOT IN ('pg_catalog', 'information_schema')"
        ).fetchall()
        for (table,) in tables:
            with connection.cursor().copy(f"COPY {table} TO STDOUT") as rows:
                found += sum(_holds(bytes(row), wanted) for row in rows)
    return _none("secrets in the database or in logs", found)


def _holds(text: bytes, wanted: Iterable[bytes]) -> int:
    return sum(secret in text for secret in wanted)


def _none(what: str, count: int) -> Figure:
    return within(what, [count], "", limit=0, aim="none")
