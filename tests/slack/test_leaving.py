"""Workspaces that remove the app, organisations that do it in part, and those that come back."""

import json
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.domain.ids import MemberId, WorkspaceId
from bot.domain.nudge import Delivery
from bot.sandbox import Organisation, Workspace
from bot.sandbox.payloads import Parcel, slash_command
from bot.sandbox.person import Actor
from bot.services.retention import PURGED_AFTER
from bot.services.workspaces import REFUSED_FOR
from bot.slack.render import replies
from bot.storage import nudges
from tests.slack.installing import ManyBot, many_bot

Place = Workspace | Organisation


@pytest.fixture
async def bot(database_url: str) -> AsyncIterator[ManyBot]:
    """Give a bot that any workspace can install."""
    async with many_bot(database_url) as bot:
        yield bot


async def test_a_workspace_that_removes_the_app_is_served_no_more(bot: ManyBot) -> None:
    """At once: no command is answered, no nudge is sent, and no token is kept."""
    acme, ana = await bot.installed()
    await _until_due(bot, acme, ana)
    command = slash_command(acme, ana.person, acme.direct(ana.id).channel, "/unsit", "join")
    await acme.uninstall()
    before = bot.calls("chat.postMessage")
    late = await acme.delivery.once(acme, Parcel("slash_commands", command))
    await bot.services.nudging.deliver_due(WorkspaceId(acme.id))

    assert late.body["text"] == replies.not_installed().text
    assert await bot.services.nudging.list_due_workspaces() == []
    assert bot.calls("chat.postMessage") == before
    assert await bot.found(acme) is None
    assert await bot.stored.token_of(WorkspaceId(acme.id)) is None


async def test_one_that_comes_back_before_the_purge_finds_everybody(bot: ManyBot) -> None:
    """Members and their settings are there, nobody is greeted again, and nudges come."""
    acme, ana = await bot.installed()
    joined = await bot.join(acme, ana)
    await acme.uninstall()
    bot.clock.advance(timedelta(seconds=2))
    await bot.browser.install(acme)
    await bot.settled()
    await _until_due(bot, acme, ana)
    await bot.services.nudging.deliver_due(WorkspaceId(acme.id))
    found = await bot.services.membership.find(WorkspaceId(acme.id), MemberId(ana.id))

    assert found is not None
    assert found.settings == joined.settings
    assert len(ana.dm()) == 2  # the greeting of the first time, and a nudge


async def test_one_that_comes_back_after_the_purge_is_new(bot: ManyBot) -> None:
    """Nothing of before is there, and whoever installs the app is greeted again."""
    acme, ana = await bot.installed()
    await bot.join(acme, ana)
    await acme.uninstall()
    bot.clock.advance(PURGED_AFTER + timedelta(seconds=1))
    while await bot.services.retention.purge_removed():
        pass
    async with bot.database.read() as connection:
        left = (await connection.exec_driver_sql("SELECT count(*) FROM members")).scalar()
    await bot.browser.install(acme)
    await bot.settled()

    assert left == 0
    assert len(ana.dm()) == 2


async def test_news_of_a_removal_that_comes_late_changes_nothing(bot: ManyBot) -> None:
    """Slack may say hours later that the app was gone, when it is back already."""
    acme, ana = await bot.installed()
    acme.subscriptions -= {"app_uninstalled", "tokens_revoked"}
    removed_at = acme.realm.seconds()
    await acme.uninstall()
    bot.clock.advance(timedelta(hours=2))
    await bot.browser.install(acme)
    for kind in ({"type": "app_uninstalled"}, {"type": "tokens_revoked", "tokens": {"bot": ["U"]}}):
        payload = _event(acme, kind) | {"event_time": removed_at}
        assert (await acme.delivery.once(acme, Parcel("events_api", payload))).ok
    await ana.command("/unsit", "join")

    assert ana.modal() is not None


async def test_the_neighbour_is_not_touched(bot: ManyBot) -> None:
    """Another workspace of the same app, and of the same organisation, goes on."""
    acme = bot.sandbox.add_organisation()
    (north, _), (south, ben) = (
        bot.workspace(name, organisation=acme) for name in ("North", "South")
    )
    for place in (north, south):
        await bot.browser.install(place)
    await north.uninstall()
    await ben.command("/unsit", "join")

    assert ben.modal() is not None
    assert await bot.found(north) is None


@pytest.mark.parametrize("is_listed", [True, False])
async def test_an_organisation_that_removes_the_app_is_served_no_more(
    bot: ManyBot, *, is_listed: bool
) -> None:
    """Also where the news lists no authorization, and names but one workspace of it."""
    acme, _, ana = await _organisation(bot)
    await _until_due(bot, acme, ana)
    await acme.uninstall(is_listed=is_listed)

    assert await bot.found(acme) is None
    assert await bot.services.nudging.list_due_workspaces() == []
    assert not await bot.services.workspaces.is_known(WorkspaceId(acme.id))


async def test_news_that_may_be_of_an_organisation_does_not_end_a_living_one(
    bot: ManyBot,
) -> None:
    """What a workspace says of itself is looked up before it is taken for the organisation's."""
    acme, north, ana = await _organisation(bot)
    payload = _event(north, {"type": "app_uninstalled"}) | {"authorizations": []}
    ack = await north.delivery.once(north, Parcel("events_api", payload))
    await ana.command("/unsit", "join")

    assert ack.ok
    assert await bot.found(acme) is not None
    assert ana.modal() is not None


async def test_where_an_organisation_takes_the_app_away_nobody_is_written_to(
    bot: ManyBot,
) -> None:
    """Slack refuses once, the member is left alone for the day, and later it works again."""
    acme, north, ana = await _organisation(bot)
    workspace = WorkspaceId(acme.id)
    due_at = await _until_due(bot, acme, ana)
    await acme.revoke_access(north)
    await bot.services.nudging.deliver_due(workspace)
    async with bot.database.read() as connection:
        refused = await nudges.find(connection, workspace, MemberId(ana.id), due_at)
    quiet = await bot.services.nudging.list_due_workspaces()
    await acme.grant_access(north)
    next_at = await _until_due(bot, acme, ana)
    await bot.services.nudging.deliver_due(workspace)

    assert refused is not None
    assert refused.delivery is Delivery.UNREACHABLE
    assert quiet == []
    assert next_at.date() > due_at.date()
    assert len(ana.dm()) == 1


async def test_an_organisation_whose_token_was_refused_is_served_again_when_it_adds_the_app(
    bot: ManyBot,
) -> None:
    """News of a workspace that the app was added to is a good moment to look."""
    acme, north, ana = await _organisation(bot)
    async with bot.database.write() as connection:
        await connection.exec_driver_sql("UPDATE workspaces SET revoked_at = admitted_at")
    before = await bot.services.workspaces.list_revoked()
    await acme.grant_access(north)

    assert before == [acme.id]
    assert await bot.services.workspaces.list_revoked() == []
    assert ana.dm() == []


async def test_a_removal_that_nobody_told_of_is_noticed(bot: ManyBot) -> None:
    """Refused for a week, a workspace counts as gone."""
    acme, ana = await bot.installed()
    acme.subscriptions -= {"app_uninstalled", "tokens_revoked"}
    await _until_due(bot, acme, ana)
    await acme.uninstall()
    await bot.services.nudging.deliver_due(WorkspaceId(acme.id))
    revoked = await bot.services.workspaces.list_revoked()
    bot.clock.advance(REFUSED_FOR)

    assert revoked == [acme.id]
    assert await bot.services.workspaces.leave_refused() == [acme.id]
    assert await bot.found(acme) is None


async def _organisation(bot: ManyBot) -> tuple[Organisation, Workspace, Actor]:
    """Let an organisation install the app as a whole, and add it to its one workspace."""
    acme = bot.sandbox.add_organisation()
    north, _admin = bot.workspace("North", organisation=acme)
    await bot.browser.install(acme)
    await acme.grant_access(north)
    await bot.settled()
    return acme, north, north.actor(north.add_person(name="Ben", tz="Europe/Lisbon").id)


async def _until_due(bot: ManyBot, place: Place, actor: Actor) -> datetime:
    """Let somebody join who has not, and let time pass until their next slot; return it."""
    found = await bot.services.membership.find(WorkspaceId(place.id), MemberId(actor.id))
    slot = (found or await bot.join(place, actor)).next_slot
    assert slot is not None
    bot.clock.advance(slot.at - bot.clock.now())
    return slot.at


def _event(workspace: Workspace, event: dict[str, Any]) -> dict[str, Any]:
    """Make an event that a workspace's own installation hears."""
    return {
        "type": "event_callback",
        "team_id": workspace.id,
        "enterprise_id": workspace.organisation.id if workspace.organisation else None,
        "event_id": f"Ev{json.dumps(event)}"[:60],
        "event_time": workspace.realm.seconds(),
        "event": event | {"event_ts": workspace.event_ts()},
        "authorizations": [{"team_id": workspace.id, "is_enterprise_install": False}],
    }
