"""Simulated colleagues: they join by themselves and answer as the script says."""

from datetime import timedelta

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox import Command, Sandbox, SandboxClock, Script, Workspace, seed_team
from bot.sandbox.room import Room
from tests.sandbox.bots import Payload, SocketBot, http_bot, socket_bot
from tests.sandbox.samples import actions, button, field, modal, select, text_input

SCRIPT = Script(
    join=Command("/unsit", "join"),
    answers={"board": "shown", "elsewhere": "x"},
    reactions=("peach", "muscle"),
    answer_rate=1.15,
    answer_within=(20.0, 240.0),
)
FORM = modal(
    field("zone", text_input("zone", "Europe/Lisbon")),
    field("board", select("board", "hidden", "shown", initial="hidden")),
)


def _client(
    sandbox: Sandbox, workspace: Workspace, session: aiohttp.ClientSession
) -> AsyncWebClient:
    return AsyncWebClient(token=workspace.bot_token, base_url=sandbox.api_url, session=session)


def _opening(bot: SocketBot, client: AsyncWebClient, submitted: list[Payload]) -> None:
    async def answer(payload: Payload) -> Payload | None:
        if "command" in payload:
            await client.views_open(trigger_id=payload["trigger_id"], view=FORM)
        else:
            submitted.append(payload)
        return {}

    bot.answer = answer


async def _ask(client: AsyncWebClient, workspace: Workspace) -> list[Room]:
    people = [one for one in workspace.people.values() if one.simulated]
    for person in people:
        await client.chat_postMessage(channel=person.id, text="Up?", blocks=[actions(button())])
    return [workspace.direct(person.id) for person in people]


def _reactions(rooms: list[Room]) -> list[str]:
    messages = [message for room in rooms for message in room.messages.values()]
    return [reaction.name for message in messages for reaction in message.reactions]


async def test_colleagues_join_when_the_bot_is_there(
    clock: SandboxClock, session: aiohttp.ClientSession
) -> None:
    """Each types the command and submits the modal as it is, but for the script's answers."""
    async with Sandbox(clock=clock, script=SCRIPT, patience=20.0) as sandbox:
        workspace = sandbox.add_workspace()
        seed_team(workspace)
        sandbox.play(workspace)
        submitted: list[Payload] = []
        async with socket_bot(sandbox, workspace, session) as bot:
            _opening(bot, _client(sandbox, workspace, session), submitted)
            await sandbox.changed(lambda: len(submitted) == 8)
        values = submitted[0]["view"]["state"]["values"]
        assert values["zone"]["zone"]["value"] == "Europe/Lisbon"
        assert values["board"]["board"]["selected_option"]["value"] == "shown"
        people = workspace.people
        assert all(people[payload["user"]["id"]].simulated for payload in submitted)


async def test_colleagues_answer_within_the_scripts_time(
    clock: SandboxClock, session: aiohttp.ClientSession
) -> None:
    """A message with buttons gets each one's own emoji, in the sandbox's time."""
    async with Sandbox(clock=clock, script=SCRIPT, patience=20.0) as sandbox:
        workspace = sandbox.add_workspace()
        seed_team(workspace)
        sandbox.play(workspace)
        client = _client(sandbox, workspace, session)
        rooms = await _ask(client, workspace)
        await sandbox.changed(lambda: clock.sleeping == 8)
        clock.advance(timedelta(seconds=19))
        assert (clock.sleeping, _reactions(rooms)) == (8, [])
        clock.advance(timedelta(seconds=222))
        await sandbox.changed(lambda: len(_reactions(rooms)) == 8)
        assert set(_reactions(rooms)) == {"peach", "muscle"}


@pytest.mark.parametrize("blocks", [None, [actions(button())]])
async def test_colleagues_leave_alone_what_asks_nothing_or_is_gone(
    clock: SandboxClock, session: aiohttp.ClientSession, blocks: list[Payload] | None
) -> None:
    """Messages without buttons, and those the bot took away, get no answer."""
    async with Sandbox(clock=clock, script=Script(answer_rate=1.15)) as sandbox:
        workspace = sandbox.add_workspace()
        bo, cy = (workspace.add_person(name=name, simulated=True) for name in ("Bo", "Cy"))
        ana = workspace.add_person(name="Ana")
        sandbox.play(workspace)
        client = _client(sandbox, workspace, session)
        await client.chat_postMessage(channel=ana.id, text="Not simulated")
        posted = await client.chat_postMessage(channel=bo.id, text="Up?", blocks=blocks)
        if blocks:
            await client.chat_delete(channel=str(posted["channel"]), ts=str(posted["ts"]))
        await client.chat_postMessage(channel=cy.id, text="Up?", blocks=[actions(button())])
        clock.advance(timedelta(minutes=10))
        rooms = [workspace.direct(person.id) for person in (ana, bo, cy)]
        await sandbox.changed(lambda: bool(_reactions(rooms)))
        assert [bool(_reactions([room])) for room in rooms] == [False, False, True]


async def test_colleagues_who_never_answer(
    clock: SandboxClock, session: aiohttp.ClientSession
) -> None:
    """At a rate of nothing nobody reacts."""
    script = Script(answer_rate=-0.15)
    async with Sandbox(clock=clock, script=script) as sandbox:
        workspace = sandbox.add_workspace()
        seed_team(workspace)
        sandbox.play(workspace)
        await _ask(_client(sandbox, workspace, session), workspace)
        assert clock.sleeping == 0


async def test_colleagues_who_meet_no_modal_go_on(
    clock: SandboxClock, session: aiohttp.ClientSession
) -> None:
    """A bot that opens nothing does not stop the others."""
    async with Sandbox(clock=clock, script=SCRIPT, patience=0.02) as sandbox:
        workspace = sandbox.add_workspace()
        for name in ("Bo", "Cy"):
            workspace.add_person(name=name, simulated=True)
        async with socket_bot(sandbox, workspace, session) as bot:
            sandbox.play(workspace)
            await sandbox.changed(lambda: len(bot.of("slash_commands")) == 2)


async def test_colleagues_go_on_when_their_command_fails(clock: SandboxClock) -> None:
    """Each one tries, whatever became of the one before."""
    async with Sandbox(clock=clock, script=SCRIPT, patience=20.0) as sandbox:
        workspace = sandbox.add_workspace()
        people = [workspace.add_person(name=name, simulated=True) for name in ("Bo", "Cy")]
        async with http_bot(workspace):
            pass
        sandbox.play(workspace)
        await sandbox.changed(lambda: all(workspace.deeds(one.id).commands for one in people))
        assert [list(workspace.deeds(one.id).commands) for one in people] == [["/unsit join"]] * 2


async def test_colleagues_with_nothing_to_join_stay_out(
    clock: SandboxClock, session: aiohttp.ClientSession
) -> None:
    """A script without a join command has nobody type anything."""
    async with Sandbox(clock=clock, script=Script()) as sandbox:
        workspace = sandbox.add_workspace()
        bo = workspace.add_person(name="Bo", simulated=True)
        sandbox.play(workspace)
        async with socket_bot(sandbox, workspace, session) as bot:
            await workspace.actor(bo.id).open_home()
            assert [one["type"] for one in bot.envelopes] == ["events_api"]


async def test_the_seeded_team(sandbox: Sandbox) -> None:
    """You, eight colleagues in eight zones, and the bot in two of three channels."""
    workspace = sandbox.add_workspace()
    you = seed_team(workspace)
    people = [one for one in workspace.people.values() if not one.is_bot]
    assert [one.id for one in people if not one.simulated] == [you.id]
    assert len({one.tz for one in people}) == 9
    with_bot = [room.channel.name for room in workspace.rooms.values() if workspace.has_bot(room)]
    assert with_bot == ["general", "wellbeing"]
    assert workspace.room_named("random") is not None
