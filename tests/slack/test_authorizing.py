"""Who the bot is in a workspace: kept in memory for a while, and renewed before it expires."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.domain.ids import WorkspaceId
from bot.sandbox import Fault, Workspace
from bot.services.installations import Installation
from bot.slack.authorizing import KEPT_FOR, StoredInstallations, TokenPendingError
from tests.databases import opened
from tests.installations import an_installation, installations_of
from tests.slack.installing import ManyBot, many_bot

LIFE = timedelta(hours=12)


@pytest.fixture
async def bot(database_url: str) -> AsyncIterator[ManyBot]:
    """Give a bot that any workspace can install."""
    async with many_bot(database_url) as bot:
        yield bot


@pytest.fixture
async def elsewhere(bot: ManyBot) -> AsyncIterator[StoredInstallations]:
    """Give what another process on the same database knows."""
    async with opened(bot.database_url) as database:
        yield StoredInstallations(
            installations=installations_of(database, bot.clock),
            grants=bot.stored.grants,
            clock=bot.clock,
        )


async def _store(bot: ManyBot, installation: Installation) -> WorkspaceId:
    await bot.stored.installations.finish(installation)
    return installation.workspace


async def test_a_workspace_that_nobody_installed_is_nobody(bot: ManyBot) -> None:
    """It has no token, and its requests are not handled."""
    assert await bot.stored.token_of(WorkspaceId("T404")) is None
    assert await bot.stored.authorize(None, "T404", is_org=False) is None
    assert await bot.stored.authorize(None, None, is_org=True) is None


async def test_a_request_is_answered_for_the_installation_it_names(bot: ManyBot) -> None:
    """An organisation and one of its workspaces are not taken for each other."""
    await _store(bot, an_installation(WorkspaceId("T1")))
    allowed = {
        (enterprise, team, is_org): await bot.stored.authorize(enterprise, team, is_org=is_org)
        for enterprise, team, is_org in (
            (None, "T1", False),
            ("E1", "T1", False),
            ("E1", "T1", True),
            ("T1", "T2", False),
            ("T1", "T2", True),
        )
    }

    assert [key for key, found in allowed.items() if found] == [
        (None, "T1", False),
        ("E1", "T1", False),
    ]
    found = allowed[None, "T1", False]
    assert found is not None
    assert (found.bot_id, found.bot_token) == ("B0UNSIT", None)


async def test_what_another_process_heard_is_known_within_a_minute(
    bot: ManyBot, elsewhere: StoredInstallations
) -> None:
    """An installation and an uninstall reach everybody, the process that heard of it at once."""
    missing = await elsewhere.token_of(WorkspaceId("T1"))
    workspace = await _store(bot, an_installation(WorkspaceId("T1")))
    still_missing = await elsewhere.token_of(workspace)
    bot.clock.advance(KEPT_FOR)
    there = await elsewhere.token_of(workspace)
    await bot.services.workspaces.leave(workspace)
    still_there = await elsewhere.token_of(workspace)
    elsewhere.forget(workspace)

    assert (missing, still_missing) == (None, None)
    assert there == still_there == an_installation().tokens.access
    assert await elsewhere.token_of(workspace) is None


async def test_memory_is_bounded(bot: ManyBot) -> None:
    """The least lately used is looked up again; the others are not."""
    kept = StoredInstallations(
        installations=bot.stored.installations,
        grants=bot.stored.grants,
        clock=bot.clock,
        most_kept=2,
    )
    first, second, third = [
        await _store(bot, an_installation(WorkspaceId(f"T{number}"))) for number in range(3)
    ]
    for workspace in (first, second, first, third):
        await kept.token_of(workspace)
    for workspace in (first, second, third):
        await bot.services.workspaces.leave(workspace)

    assert await kept.token_of(first) is not None
    assert await kept.token_of(third) is not None
    assert await kept.token_of(second) is None


async def test_many_who_ask_at_once_get_the_same_answer(bot: ManyBot) -> None:
    """A wave in a workspace that nobody has asked about waits for one look."""
    workspace = await _store(bot, an_installation())
    tokens = await asyncio.gather(*(bot.stored.token_of(workspace) for _ in range(20)))

    assert set(tokens) == {an_installation().tokens.access}


async def test_a_look_that_was_overtaken_is_not_kept(bot: ManyBot) -> None:
    """What was read before an installation does not outlive the news of it."""
    looking = asyncio.ensure_future(bot.stored.token_of(WorkspaceId("T1")))
    await asyncio.sleep(0)
    workspace = await _store(bot, an_installation(WorkspaceId("T1")))
    bot.stored.forget(workspace)
    await looking

    assert await bot.stored.token_of(workspace) == an_installation().tokens.access


async def test_whoever_stops_waiting_stops_nobody_else(bot: ManyBot) -> None:
    """A request that is cancelled half-way takes the answer from no other."""
    workspace = await _store(bot, an_installation())
    hasty, patient = [asyncio.ensure_future(bot.stored.token_of(workspace)) for _ in range(2)]
    await asyncio.sleep(0)
    hasty.cancel()

    assert await patient == an_installation().tokens.access
    with pytest.raises(asyncio.CancelledError):
        await hasty


async def test_all_who_need_a_fresh_token_get_the_same(
    bot: ManyBot, elsewhere: StoredInstallations
) -> None:
    """In two processes at once Slack is asked once, for a refresh token is good once."""
    acme = await _rotating(bot)
    bot.clock.advance(LIFE - timedelta(hours=1))
    workspace = WorkspaceId(acme.id)
    before = bot.calls("oauth.v2.access")
    tokens = await asyncio.gather(
        *(each.token_of(workspace) for each in (bot.stored, elsewhere) for _ in range(5))
    )
    later = [await each.token_of(workspace) for each in (bot.stored, elsewhere)]

    assert bot.calls("oauth.v2.access") == before + 1
    assert acme.bot_token in tokens
    assert later[0] == acme.bot_token


@pytest.mark.parametrize("error", ["", "invalid_refresh_token"])
async def test_a_refresh_that_fails_leaves_the_present_token(bot: ManyBot, error: str) -> None:
    """While it is still good it is used, and Slack is asked again after a while, not each time."""
    acme = await _rotating(bot)
    bot.clock.advance(LIFE - timedelta(hours=1))
    method = "oauth.v2.access"
    fault = Fault("error", method, error=error) if error else Fault("reset", method)
    bot.sandbox.break_(fault)
    old = acme.bot_token
    before = bot.calls(method)
    meanwhile = [await bot.stored.token_of(WorkspaceId(acme.id)) for _ in range(3)]
    asked = bot.calls(method) - before
    bot.clock.advance(KEPT_FOR)
    fresh = await bot.stored.token_of(WorkspaceId(acme.id))

    assert (meanwhile, asked) == ([old] * 3, 1)
    assert fresh == acme.bot_token != old


async def test_an_expired_token_is_used_for_nothing_while_slack_is_away(bot: ManyBot) -> None:
    """What cannot be sent now is tried again soon; nobody takes the workspace for gone."""
    acme = await _rotating(bot)
    bot.clock.advance(LIFE)
    bot.sandbox.break_(Fault("reset", "oauth.v2.access"))
    for _ in range(2):
        with pytest.raises(TokenPendingError):
            await bot.stored.token_of(WorkspaceId(acme.id))
    bot.clock.advance(KEPT_FOR)

    assert await bot.stored.token_of(WorkspaceId(acme.id)) == acme.bot_token


async def test_a_refresh_that_slack_denies_shows_in_what_it_says_of_the_old_token(
    bot: ManyBot,
) -> None:
    """A workspace whose tokens are gone is refused, as one that took its token back."""
    acme = await _rotating(bot)
    bot.clock.advance(LIFE)
    bot.sandbox.break_(Fault("error", "oauth.v2.access", error="invalid_refresh_token"))
    result = await bot.wire.api.read(WorkspaceId(acme.id), "auth.test", {})

    assert getattr(result, "error", None) == "token_expired"


async def test_one_that_left_while_its_token_was_refreshed_has_none(bot: ManyBot) -> None:
    """A refresh that is under way brings nobody back."""
    acme = await _rotating(bot)
    bot.clock.advance(LIFE)
    workspace = WorkspaceId(acme.id)
    asking = asyncio.ensure_future(bot.stored.token_of(workspace))
    await bot.sandbox.changed(lambda: bot.calls("oauth.v2.access") > 1)
    await bot.services.workspaces.leave(workspace)
    await asyncio.gather(asking, return_exceptions=True)
    bot.stored.forget(workspace)

    assert await bot.stored.token_of(workspace) is None


async def _rotating(bot: ManyBot) -> Workspace:
    bot.sandbox.app.rotates = True
    acme, _ = await bot.installed()
    return acme
