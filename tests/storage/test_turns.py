"""The database hands out turns by the very arithmetic of the domain, to all who share it."""

import asyncio
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain import pace as rules
from bot.domain.ids import WorkspaceId
from bot.domain.pace import Grant, Pace
from bot.storage import turns
from bot.storage.database import Database
from tests.databases import Supply, opened

ACME, OTHER = WorkspaceId("T1"), WorkspaceId("T2")
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
METHOD = "chat.postMessage"
PACE = Pace(per_minute=270, burst=20)
SECOND = timedelta(seconds=1)


async def taken(
    database: Database,
    wanted: dict[WorkspaceId, int],
    *,
    now: datetime = NOW,
    at_once: bool = False,
    method: str = METHOD,
) -> dict[WorkspaceId, Grant]:
    """Take turns in a transaction of its own."""
    return await database.write_at_once(
        partial(turns.take, wanted=wanted, method=method, pace=PACE, now=now, at_once=at_once)
    )


async def held(database: Database, until: datetime) -> None:
    """Hold posts in a workspace."""
    await database.write_at_once(partial(turns.hold, workspace=ACME, method=METHOD, until=until))


async def test_first_to_ask_finds_a_whole_burst(database: Database) -> None:
    """Begin with a bucket that nobody has taken from."""
    grants = await taken(database, {ACME: 3, OTHER: 100}, at_once=True)

    assert {workspace: grant.count for workspace, grant in grants.items()} == {
        ACME: 3,
        OTHER: PACE.burst,
    }


async def test_next_to_ask_comes_after_the_first(database: Database) -> None:
    """Promise no turn twice."""
    first = (await taken(database, {ACME: 10}))[ACME]
    second = (await taken(database, {ACME: 1}))[ACME]

    assert second.first_at == first.first_at + 10 * PACE.interval


async def test_methods_have_turns_of_their_own(database: Database) -> None:
    """Leave the burst of one method alone while another one's is used up."""
    await taken(database, {ACME: 100})

    grants = await taken(database, {ACME: 100}, at_once=True, method="chat.update")

    assert grants[ACME].count == PACE.burst


async def test_nothing_is_taken_while_held(database: Database) -> None:
    """Say how long to wait, and spend no turn on it."""
    await held(database, NOW + 30 * SECOND)

    refused = (await taken(database, {ACME: 5}))[ACME]
    after = (await taken(database, {ACME: 100}, now=NOW + 30 * SECOND, at_once=True))[ACME]

    assert (refused.count, refused.held_until) == (0, NOW + 30 * SECOND)
    assert after.count == PACE.burst


async def test_longest_hold_counts(database: Database) -> None:
    """Keep a long wait where a shorter one is said after it."""
    await held(database, NOW + 30 * SECOND)
    await held(database, NOW + 10 * SECOND)

    grants = await taken(database, {ACME: 1}, now=NOW + 20 * SECOND)

    assert grants[ACME].count == 0


async def test_hold_keeps_what_was_taken(database: Database) -> None:
    """Give no fresh burst after a hold that was shorter than what is spent."""
    await taken(database, {ACME: 29})
    await held(database, NOW + SECOND)

    grants = await taken(database, {ACME: 100}, now=NOW + SECOND, at_once=True)

    assert grants[ACME].count == 0


async def test_what_a_clock_of_the_future_wrote_is_not_believed(database: Database) -> None:
    """Wait a few minutes at most where the machine's clock has been set back by a day."""
    await taken(database, {ACME: 20}, now=NOW + timedelta(days=1))

    grants = await taken(database, {ACME: 1})

    assert grants[ACME].first_at == NOW + turns.FURTHEST


async def test_idle_rows_are_forgotten(database: Database) -> None:
    """Delete what is as good as new, and nothing that is spent or held."""
    await taken(database, {ACME: 1, OTHER: 25})
    await held(database, NOW + timedelta(minutes=1))
    forget = partial(turns.forget_idle, now=NOW + 2 * SECOND)

    assert await database.write_at_once(forget) == 0
    forget = partial(turns.forget_idle, now=NOW + 30 * SECOND)
    assert await database.write_at_once(forget) == 1
    forget = partial(turns.forget_idle, now=NOW + timedelta(minutes=1))
    assert await database.write_at_once(forget) == 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """Somebody asks for turns, a while after the one before."""

    after: timedelta
    wanted: int
    at_once: bool
    workspace: WorkspaceId = field(default=ACME)


asks = st.builds(
    Ask,
    after=st.timedeltas(min_value=timedelta(), max_value=5 * SECOND),
    wanted=st.integers(min_value=1, max_value=60),
    at_once=st.booleans(),
    workspace=st.sampled_from([ACME, OTHER]),
)


@given(asked=st.lists(asks, min_size=1, max_size=12))
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_database_counts_as_the_domain_does(supply: Supply, asked: list[Ask]) -> None:
    """Whatever is asked, grant what the domain's rule says."""

    async def granted() -> list[tuple[int, datetime]]:
        now, grants = NOW, []
        async with opened(supply.fresh()) as database:
            for ask in asked:
                now += ask.after
                wanted = {ask.workspace: ask.wanted}
                answer = await taken(database, wanted, now=now, at_once=ask.at_once)
                grants.append((answer[ask.workspace].count, answer[ask.workspace].first_at))
        return grants

    now, spent, expected = NOW, dict.fromkeys((ACME, OTHER), NOW), []
    for ask in asked:
        now += ask.after
        found = rules.take(
            PACE, spent[ask.workspace], now=now, wanted=ask.wanted, at_once=ask.at_once
        )
        spent[ask.workspace] = found[1] + PACE.slack + found[0] * PACE.interval
        expected.append(found)

    assert asyncio.run(granted()) == expected
