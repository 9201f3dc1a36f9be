"""Members of whom nothing was heard are looked up before their slot, within Slack's pace."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.domain.ids import MemberId, WorkspaceId
from bot.domain.presence import UNSEEN, Busy, Presence
from bot.sandbox import Fault
from bot.sandbox.model import Dnd, Status
from bot.sandbox.person import Actor
from bot.slack.installation import Readmitting, identify
from bot.slack.look_ups import AHEAD, DND_SCOPE, LookUps
from bot.slack.payloads import Actor as Person
from tests.builders import some_settings
from tests.slack.installing import ManyBot, many_bot
from tests.slack.running import RunningBot

HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def look_ups(bot: RunningBot) -> LookUps:
    """Give what looks members up, with all scopes granted."""
    return of(bot, {DND_SCOPE})


def of(bot: RunningBot, scopes: set[str]) -> LookUps:
    """Make what looks members up, in a workspace that granted some scopes."""

    async def granted(_workspace: WorkspaceId) -> set[str]:
        return scopes

    return LookUps(
        wire=bot.wire,
        presences=bot.services.presences,
        policies=bot.services.policies,
        scopes_of=granted,
    )


async def joined(bot: RunningBot, name: str = "Ana Lima") -> Actor:
    """Let somebody join of whom Slack has told nothing."""
    actor = bot.person(name)
    settings = some_settings(zone="Europe/Lisbon")
    await bot.services.membership.join(bot.id, MemberId(actor.id), settings)
    return actor


async def near_a_slot(bot: RunningBot, actor: Actor) -> None:
    """Let time pass until somebody's slot is near."""
    member = await bot.services.membership.find(bot.id, MemberId(actor.id))
    assert member is not None
    assert member.next_slot is not None
    bot.clock.advance(member.next_slot.at - MINUTE - bot.clock.now())


async def known_of(bot: RunningBot, actor: Actor) -> Presence:
    """Return what the bot knows of somebody."""
    return await bot.services.presences.find(bot.id, MemberId(actor.id))


def is_silently(bot: RunningBot, actor: Actor, status: str, dnd: Dnd | None = None) -> None:
    """Let somebody be busy without Slack telling of it."""
    bot.workspace.change_person(actor.id, status=Status(status), dnd=dnd)


async def test_who_has_a_slot_soon_is_looked_up(bot: RunningBot, look_ups: LookUps) -> None:
    """Status and Do Not Disturb are known in time, though no event told of them."""
    ana = await joined(bot)
    await near_a_slot(bot, ana)
    end = bot.clock.now() + HOUR
    is_silently(bot, ana, "On a call", Dnd(bot.clock.now(), end))

    await look_ups.refresh()

    known = await known_of(bot, ana)
    assert (known.status, known.dnd_end) == (Busy.MEETING, end)


async def test_who_has_no_slot_soon_is_not(bot: RunningBot, look_ups: LookUps) -> None:
    """Nobody is looked up who is not about to be disturbed."""
    await joined(bot)

    await look_ups.refresh()

    assert bot.calls("users.info") == 0


async def test_nobody_is_looked_up_for_each_nudge(bot: RunningBot, look_ups: LookUps) -> None:
    """What was heard or looked up lasts for hours."""
    ana = await joined(bot)
    for _ in range(4):
        await near_a_slot(bot, ana)
        await look_ups.refresh()
        bot.clock.advance(2 * MINUTE)
        await bot.services.nudging.deliver_due(bot.id)

    assert (bot.calls("users.info"), bot.calls("dnd.teamInfo")) == (1, 1)


async def test_what_an_event_told_is_not_asked(bot: RunningBot, look_ups: LookUps) -> None:
    """Only Do Not Disturb is, of which it told nothing."""
    ana = await joined(bot)
    await ana.set_status("Working from home")
    await near_a_slot(bot, ana)

    await look_ups.refresh()

    assert (bot.calls("users.info"), bot.calls("dnd.teamInfo")) == (0, 1)


async def test_a_stretch_is_looked_at_once(bot: RunningBot, look_ups: LookUps) -> None:
    """The next look begins where the last one ended."""
    ana = await joined(bot)
    await near_a_slot(bot, ana)
    await look_ups.refresh()
    first = look_ups.seen_to
    await look_ups.refresh()
    bot.clock.advance(MINUTE)
    await look_ups.refresh()

    assert first is not None
    assert look_ups.seen_to == first + MINUTE == bot.clock.now() + AHEAD


async def test_without_the_scope_do_not_disturb_is_not_asked_for(bot: RunningBot) -> None:
    """The rest is known all the same."""
    ana = await joined(bot)
    await near_a_slot(bot, ana)
    is_silently(bot, ana, "On a call")

    await of(bot, set()).refresh()

    assert bot.calls("dnd.teamInfo") == 0
    assert (await known_of(bot, ana)).status is Busy.MEETING


async def test_a_scope_that_was_taken_back_is_not_asked_for_again(
    bot: RunningBot, look_ups: LookUps
) -> None:
    """Slack says so once, and is left alone with it for a while."""
    bot.workspace.scopes = ("users:read",)
    bot.workspace.install()
    for name in ("Ana", "Ben"):
        actor = await joined(bot, name)
        await near_a_slot(bot, actor)
        look_ups.seen_to = None
        await look_ups.refresh()

    assert [call.outcome for call in bot.sandbox.calls if call.method == "dnd.teamInfo"] == [
        "missing_scope"
    ]


@pytest.mark.parametrize("method", ["users.info", "dnd.teamInfo"])
@pytest.mark.parametrize("kind", ["rate_limited", "status", "error"])
async def test_a_look_up_that_fails_changes_nothing(
    bot: RunningBot, look_ups: LookUps, method: str, kind: str
) -> None:
    """The bot goes by what it knows."""
    ana = await joined(bot)
    await near_a_slot(bot, ana)
    bot.sandbox.break_(Fault(method=method, kind=kind, error="fatal_error"))  # type: ignore[arg-type]  # one of its kinds

    await look_ups.refresh()

    known = await known_of(bot, ana)
    assert known.status is None
    assert (known.seen_at is None) is (method == "users.info")
    assert (known.dnd_seen_at is None) is (method == "dnd.teamInfo")


async def test_beyond_the_pace_nobody_is_looked_up(bot: RunningBot, look_ups: LookUps) -> None:
    """People who wait go before."""
    ana = await joined(bot)
    await near_a_slot(bot, ana)
    # Turns come in real time too: so long a line outlasts a busy machine.
    line = [
        asyncio.ensure_future(bot.wire.pacing.acquire(bot.id, method))
        for method in ("users.info", "dnd.teamInfo")
        for _ in range(100)
    ]
    await asyncio.sleep(0)

    await look_ups.refresh()

    assert (bot.calls("users.info"), bot.calls("dnd.teamInfo")) == (0, 0)
    for place in line:
        place.cancel()


async def test_scopes_are_read_off_slacks_answer(bot: RunningBot) -> None:
    """Where the token is set by hand, at the start; no other workspace granted any."""
    found = await identify(bot.wire.api.client, bot.workspace.bot_token)
    kept = Readmitting(found, bot.services.workspaces, bot.wire.api)

    assert DND_SCOPE in await kept.scopes_of(bot.id)
    assert await kept.scopes_of(WorkspaceId("T0ELSEWHERE")) == frozenset()


async def test_who_joins_is_looked_up_at_once(bot: RunningBot) -> None:
    """Their meeting may have begun before the bot knew them."""
    ana = bot.person()
    is_silently(bot, ana, "Out sick")
    await ana.command("/unsit", "join")
    modal = ana.modal()
    assert modal is not None
    await ana.submit(modal.id)
    await bot.settled()

    assert (await known_of(bot, ana)).status is Busy.AWAY


async def test_who_has_left_meanwhile_is_nobody(bot: RunningBot, look_ups: LookUps) -> None:
    """What Slack answers about them is dropped."""
    ben = bot.person("Ben")

    await look_ups.look_at(Person(workspace=bot.id, member=MemberId(ben.id)))

    assert await known_of(bot, ben) is UNSEEN


@pytest.fixture
async def many(database_url: str) -> AsyncIterator[ManyBot]:
    """Give a bot that any number of workspaces install."""
    async with many_bot(database_url) as running:
        yield running


async def test_an_organisations_people_are_asked_about_where_they_are(many: ManyBot) -> None:
    """Do Not Disturb is asked for in each one's own workspace."""
    group = many.sandbox.add_organisation("Acme Group")
    teams = [many.workspace(name, organisation=group) for name in ("North", "South")]
    await many.browser.install(group)
    until = many.clock.now() + HOUR
    people = []
    for team, ana in teams:
        await group.grant_access(team)
        team.change_person(ana.id, dnd=Dnd(many.clock.now(), until))
        people.append(await many.join(group, ana))
    look_ups = LookUps(
        wire=many.wire,
        presences=many.services.presences,
        policies=many.services.policies,
        scopes_of=many.stored.scopes_of,
    )

    for one in people:
        await look_ups.look_at(Person(workspace=one.workspace, member=one.id))

    known = [await many.services.presences.find(one.workspace, one.id) for one in people]
    assert [each.dnd_end for each in known] == [until] * 2


async def test_a_place_that_did_not_install_the_app_granted_nothing(many: ManyBot) -> None:
    """Nobody is asked about there."""
    assert await many.stored.scopes_of(WorkspaceId("T0ELSEWHERE")) == frozenset()
