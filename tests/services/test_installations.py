"""Installations: states that are good once, tokens that nobody can read, and their renewal."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import func, select, text

from bot.domain.ids import WorkspaceId
from bot.services import Services
from bot.services.installations import (
    BATCH,
    REFRESH_AHEAD,
    REFRESH_PATIENCE,
    STATE_LIFE,
    Installations,
    State,
    Tokens,
    UndecipherableError,
)
from bot.storage.database import Database
from bot.storage.encryption import new_key
from bot.storage.tables import oauth_states
from tests.builders import WORKSPACE
from tests.clock import SettableClock
from tests.installations import KEY, REFRESH, TOKEN, an_installation, installations_of
from tests.services.world import World

BROWSER = "the secret of one browser"
OTHER = WorkspaceId("T0OTHER")
HOURS = timedelta(hours=12)
NEWER = Tokens(access="xoxe.xoxb-2", refresh="xoxe-2")


@pytest.fixture
def installations(world: World) -> Installations:
    """Give what keeps installations."""
    return installations_of(world.database, world.clock)


async def test_a_state_is_good_once(installations: Installations) -> None:
    """Whoever comes back twice with the same state finishes one installation."""
    state = await installations.begin(BROWSER)
    claims = [await installations.claim(state, browser=BROWSER) for _ in range(2)]

    assert claims == [State.GOOD, State.SPENT]


async def test_of_many_at_once_one_uses_a_state_up(
    installations: Installations, second_database: Database, clock: SettableClock
) -> None:
    """Two processes that are asked at the same moment agree on who goes on."""
    state = await installations.begin(BROWSER)
    elsewhere = installations_of(second_database, clock)
    claims = await asyncio.gather(
        *(one.claim(state, browser=BROWSER) for one in (installations, elsewhere) for _ in range(5))
    )

    assert sorted(claim.name for claim in claims) == ["GOOD", *["SPENT"] * 9]


async def test_a_state_is_good_for_a_while(
    installations: Installations, clock: SettableClock
) -> None:
    """A page that was left open over lunch has to be opened again."""
    in_time, late = [await installations.begin(BROWSER) for _ in range(2)]
    clock.advance(STATE_LIFE - timedelta(seconds=1))
    before = await installations.claim(in_time, browser=BROWSER)
    clock.advance(timedelta(seconds=1))

    assert before is State.GOOD
    assert await installations.claim(late, browser=BROWSER) is State.SPENT


@pytest.mark.parametrize("browser", ["", "another browser's secret"])
async def test_a_state_is_good_in_its_own_browser(
    installations: Installations, browser: str
) -> None:
    """Whoever is sent the end of another's installation installs nothing, and spoils nothing."""
    state = await installations.begin(BROWSER)
    elsewhere = await installations.claim(state, browser=browser)

    assert elsewhere is State.OTHER_BROWSER
    assert await installations.claim(state, browser=BROWSER) is State.GOOD


@pytest.mark.parametrize("state", ["", ".", "x", "é.é", "a" * 5000])
async def test_a_state_that_was_made_up_is_worth_nothing(
    installations: Installations, state: str
) -> None:
    """Nothing but a state of ours begins with a browser's secret."""
    assert await installations.claim(state, browser=BROWSER) is State.OTHER_BROWSER


async def test_a_forged_state_of_the_right_browser_is_worth_nothing(
    installations: Installations,
) -> None:
    """The part that names the browser can be copied, and the rest not guessed."""
    state = await installations.begin(BROWSER)

    assert await installations.claim(f"x{state}", browser=BROWSER) is State.SPENT


async def test_states_that_nobody_came_back_with_are_forgotten(
    installations: Installations, world: World, clock: SettableClock
) -> None:
    """What expired goes when others begin, a batch at a time, and what is still good stays."""
    for _ in range(BATCH + 2):
        await installations.begin(BROWSER)
    clock.advance(STATE_LIFE)
    states, left = [], []
    for _ in range(2):
        states.append(await installations.begin(BROWSER))
        async with world.database.read() as connection:
            left.append(await connection.scalar(select(func.count()).select_from(oauth_states)))

    assert left == [3, 2]
    assert await installations.claim(states[0], browser=BROWSER) is State.GOOD


async def test_an_installation_lets_its_workspace_in(
    installations: Installations, services: Services
) -> None:
    """What is found is what was stored, scopes included, and for no other workspace."""
    stored = an_installation(OTHER, expires_in=HOURS)
    new = await installations.finish(stored)

    assert new
    assert await installations.find(OTHER) == stored
    assert await installations.find(WORKSPACE) is None
    assert await services.workspaces.is_known(OTHER)


async def test_installing_again_replaces_the_tokens_and_is_not_new(
    installations: Installations, services: Services
) -> None:
    """A reinstall brings other tokens and scopes, and everybody who was there."""
    await installations.finish(an_installation(OTHER))
    await services.workspaces.leave(OTHER)
    again = an_installation(OTHER, token="xoxb-2")  # noqa: S106 - opens nothing
    new = await installations.finish(again)

    assert not new
    assert await installations.find(OTHER) == again
    assert await services.workspaces.is_known(OTHER)


async def test_two_installations_of_one_workspace_at_once_end_well(
    installations: Installations, second_database: Database, clock: SettableClock
) -> None:
    """Two people press the button at the same moment: it is new for one of them."""
    elsewhere = installations_of(second_database, clock)
    news = await asyncio.gather(
        *(one.finish(an_installation(OTHER)) for one in (installations, elsewhere) * 3)
    )

    assert sorted(news) == [False] * 5 + [True]
    assert await installations.find(OTHER) == an_installation(OTHER)


async def test_leaving_forgets_the_token(installations: Installations, services: Services) -> None:
    """Of a workspace that left no token is kept until the purge."""
    await installations.finish(an_installation(WORKSPACE))
    await services.workspaces.leave(WORKSPACE)

    assert await installations.find(WORKSPACE) is None


async def test_no_value_shows_a_token() -> None:
    """Whatever prints an installation prints no token."""
    written = repr(an_installation(expires_in=HOURS)) + repr(installations_of)

    assert TOKEN not in written
    assert REFRESH not in written


async def test_the_database_holds_no_token_and_no_state(
    installations: Installations, world: World
) -> None:
    """Whoever reads every row finds nothing that opens a workspace or ends an installation."""
    state = await installations.begin(BROWSER)
    await installations.finish(an_installation(OTHER, expires_in=HOURS))
    async with world.database.read() as connection:
        rows = [
            bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()
            for table in ("installations", "oauth_states")
            for row in await connection.execute(text(f"SELECT * FROM {table}"))  # noqa: S608 - two names
            for value in row
        ]
    dump = b"\n".join(rows)

    assert [part for part in (TOKEN, REFRESH, KEY, state, BROWSER) if part.encode() in dump] == []


async def test_a_token_moved_to_another_workspace_opens_nothing(
    installations: Installations, world: World
) -> None:
    """Whoever may write to the database still cannot let one workspace act in another."""
    await installations.finish(an_installation(OTHER))
    await installations.finish(an_installation(WORKSPACE, token="xoxb-2"))  # noqa: S106 - opens nothing
    async with world.database.write() as connection:
        await connection.execute(
            text(
                "UPDATE installations SET bot_token = (SELECT theirs.bot_token FROM installations"
                " AS theirs WHERE theirs.workspace_id = 'T0OTHER')"
            )
        )

    with pytest.raises(UndecipherableError):
        await installations.find(WORKSPACE)


async def test_tokens_are_refreshed_a_while_before_they_expire(
    installations: Installations, clock: SettableClock
) -> None:
    """Nobody asks Slack for tokens while the present ones are good for hours."""
    stored = an_installation(OTHER, expires_in=HOURS)
    await installations.finish(stored)
    clock.advance(HOURS - REFRESH_AHEAD - timedelta(seconds=1))
    too_soon = await installations.take_turn(stored)
    clock.advance(timedelta(seconds=1))
    turn = await installations.take_turn(stored)

    assert too_soon is None
    assert turn is not None
    assert turn.refresh == REFRESH
    assert REFRESH not in repr(turn)


async def test_tokens_expire_to_the_second(
    installations: Installations, clock: SettableClock
) -> None:
    """What has expired is used for nothing, and what is only stale still is."""
    tokens = an_installation(expires_in=HOURS).tokens
    clock.advance(HOURS - timedelta(seconds=1))
    before = (installations.is_stale(tokens), installations.has_expired(tokens))
    clock.advance(timedelta(seconds=1))

    assert before == (True, False)
    assert installations.has_expired(tokens)
    assert not installations.has_expired(an_installation().tokens)


async def test_tokens_that_do_not_expire_are_never_refreshed(
    installations: Installations, clock: SettableClock
) -> None:
    """Rotation is an option of the app, and off by default."""
    await installations.finish(an_installation(OTHER))
    clock.advance(timedelta(days=1000))

    assert await installations.take_turn(an_installation(OTHER)) is None


async def test_one_of_many_refreshes(
    installations: Installations, second_database: Database, clock: SettableClock
) -> None:
    """A refresh token is good once: of all processes one asks Slack."""
    stored = an_installation(OTHER, expires_in=timedelta())
    await installations.finish(stored)
    elsewhere = installations_of(second_database, clock)
    turns = await asyncio.gather(*(one.take_turn(stored) for one in (installations, elsewhere) * 3))

    assert sum(turn is not None for turn in turns) == 1


async def test_refreshed_tokens_are_found_by_all(
    installations: Installations, clock: SettableClock
) -> None:
    """Once a turn has ended, its tokens are stored and the next turn is for those."""
    stored = an_installation(OTHER, expires_in=timedelta())
    await installations.finish(stored)
    turn = await installations.take_turn(stored)
    assert turn is not None
    newer = Tokens(access="xoxe.xoxb-2", refresh="xoxe-2", expires_at=clock.now() + HOURS)
    await installations.end_turn(turn, newer)
    found = await installations.find(OTHER)

    assert found is not None
    assert found.tokens == newer
    assert await installations.take_turn(stored) is None


async def test_whoever_dies_over_a_refresh_blocks_nobody_for_long(
    installations: Installations, clock: SettableClock
) -> None:
    """After a minute somebody else takes it on, and what the dead bring then changes nothing."""
    stored = an_installation(OTHER, expires_in=timedelta())
    await installations.finish(stored)
    dead = await installations.take_turn(stored)
    clock.advance(REFRESH_PATIENCE)
    turn = await installations.take_turn(stored)
    assert dead is not None
    await installations.end_turn(dead, NEWER)

    assert turn is not None
    assert await installations.find(OTHER) == stored


async def test_an_installation_meanwhile_beats_a_refresh(installations: Installations) -> None:
    """Tokens of a reinstall are newer than those that a refresh of the old ones brings."""
    stored = an_installation(OTHER, expires_in=timedelta())
    await installations.finish(stored)
    turn = await installations.take_turn(stored)
    assert turn is not None
    again = an_installation(OTHER, token="xoxb-again", expires_in=HOURS)  # noqa: S106 - opens nothing
    await installations.finish(again)
    await installations.end_turn(turn, NEWER)

    assert await installations.find(OTHER) == again


async def test_keys_are_rotated_without_a_gap(
    installations: Installations, world: World, clock: SettableClock
) -> None:
    """With a new key in front all is readable, and after the rotation without the old one too."""
    both = [an_installation(OTHER), an_installation(WORKSPACE, expires_in=HOURS)]
    for each in both:
        await installations.finish(each)
    new = new_key()
    with_both = installations_of(world.database, clock, keys=f"{new},{KEY}")
    before = [await with_both.find(each.workspace) for each in both]
    rotated = await with_both.rotate_keys()
    only_new = installations_of(world.database, clock, keys=new)

    assert (before, rotated) == (both, 2)
    assert [await only_new.find(each.workspace) for each in both] == both
    with pytest.raises(UndecipherableError):
        await installations.find(OTHER)


async def test_keys_that_open_nothing_are_told_from_those_that_do(
    installations: Installations, world: World, clock: SettableClock
) -> None:
    """Whoever starts with the wrong keys learns it before anybody is served; none need none."""
    strangers = installations_of(world.database, clock, keys=new_key())
    before = await strangers.are_readable()
    await installations.finish(an_installation(OTHER))

    assert before
    assert await installations.are_readable()
    assert not await strangers.are_readable()


async def test_rotation_without_the_old_key_changes_nothing(
    installations: Installations, world: World, clock: SettableClock
) -> None:
    """A key that was thrown away too soon is missed, loudly, before anything is written."""
    await installations.finish(an_installation(OTHER))
    strangers = installations_of(world.database, clock, keys=new_key())

    with pytest.raises(UndecipherableError):
        await strangers.rotate_keys()
    assert await installations.find(OTHER) == an_installation(OTHER)
