"""What the script suggests on the page, and how it is ticked off."""

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox import (
    Command,
    Done,
    Hint,
    Sandbox,
    SandboxClock,
    Script,
    SlashCommand,
    Workspace,
)
from bot.sandbox.person import Actor
from tests.sandbox.pages import Page
from tests.sandbox.samples import modal, plain


async def test_commands_and_hints_come_from_the_script(
    clock: SandboxClock, session: aiohttp.ClientSession
) -> None:
    """Hints are ticked off by what the person has done."""
    script = Script(
        commands=(SlashCommand("/unsit", "join", "Stand up"),),
        hints=(
            Hint("join", "Join", Command("/unsit", "join"), done=Done(modal_submitted=True)),
            Hint("wait", "Wait", done=Done(dm_count=1)),
            Hint("react", "React", done=Done(reacted=True)),
            Hint("board", "Board", channel="general", done=Done(command="/unsit board")),
            Hint("home", "Home", done=Done(home_opened=True)),
        ),
    )
    async with Sandbox(clock=clock, script=script) as sandbox:
        workspace = sandbox.add_workspace()
        actor = workspace.actor(workspace.add_person(name="Ana").id)
        general = workspace.add_channel("general", members=[actor.id])
        page = Page(sandbox, session)
        state = await page.state()
        assert state["commands"] == [
            {"command": "/unsit", "usage_hint": "join", "description": "Stand up"},
            {
                "command": "/invite",
                "usage_hint": "@Unsit",
                "description": "Slack's own: brings somebody into this channel",
            },
        ]
        assert not any(hint["done"] for hint in state["hints"])
        assert state["hints"][0]["command"] == {"command": "/unsit", "text": "join"}
        assert state["hints"][1]["rule"] == {"dm_count": 1}
        assert (state["hints"][0]["channel"], state["hints"][3]["channel"]) == (
            state["me"]["dm"],
            general.id,
        )
        await _do_everything(sandbox, workspace, session, actor)
        state = await page.state()
        assert all(hint["done"] for hint in state["hints"])


async def test_a_hint_is_ticked_off_by_pressing_a_message_s_button(
    clock: SandboxClock, session: aiohttp.ClientSession
) -> None:
    """A hint that either a reaction or a button fulfils is done after the button."""
    script = Script(hints=(Hint("answer", "Answer", done=Done(reacted=True, pressed=True)),))
    async with Sandbox(clock=clock, script=script) as sandbox:
        workspace = sandbox.add_workspace()
        actor = workspace.actor(workspace.add_person(name="Ana").id)
        client = AsyncWebClient(
            token=workspace.bot_token, base_url=sandbox.api_url, session=session
        )
        button = {"type": "button", "action_id": "done", "text": plain("Done")}
        blocks = [{"type": "actions", "elements": [button]}]
        await client.chat_postMessage(channel=actor.id, text="Up?", blocks=blocks)

        await actor.press(actor.dm()[0], "done")

        state = await Page(sandbox, session).state()
        assert state["hints"][0]["done"]


async def test_what_was_ticked_off_stays_so(
    clock: SandboxClock, session: aiohttp.ClientSession
) -> None:
    """Although the message is gone, and the command is long since forgotten among newer ones."""
    script = Script(
        hints=(
            Hint("wait", "Wait", done=Done(dm_count=1)),
            Hint("board", "Board", done=Done(command="/unsit board")),
        )
    )
    async with Sandbox(clock=clock, script=script) as sandbox:
        workspace = sandbox.add_workspace()
        actor = workspace.actor(workspace.add_person(name="Ana").id)
        page = Page(sandbox, session)
        client = AsyncWebClient(
            token=workspace.bot_token, base_url=sandbox.api_url, session=session
        )
        await client.chat_postMessage(channel=actor.id, text="Up?")
        await actor.command("/unsit", "board here")
        assert all(hint["done"] for hint in (await page.state())["hints"])

        (message,) = actor.dm()
        await client.chat_delete(channel=message.channel, ts=message.ts)
        for _ in range(60):
            await actor.command("/unsit", "help")

        assert all(hint["done"] for hint in (await page.state())["hints"])


async def test_quick_picks_come_from_the_script(
    clock: SandboxClock, session: aiohttp.ClientSession
) -> None:
    """The page learns which emoji say what."""
    script = Script(quick_picks=(("Done", ("peach", "muscle")), ("Skip", ("x",))))
    async with Sandbox(clock=clock, script=script) as sandbox:
        sandbox.add_workspace().add_person(name="Ana")
        picks = (await Page(sandbox, session).state())["quick_picks"]
    assert picks == [
        {"label": "Done", "emoji": ["peach", "muscle"]},
        {"label": "Skip", "emoji": ["x"]},
    ]


async def _do_everything(
    sandbox: Sandbox, workspace: Workspace, session: aiohttp.ClientSession, actor: Actor
) -> None:
    client = AsyncWebClient(token=workspace.bot_token, base_url=sandbox.api_url, session=session)
    await client.chat_postMessage(channel=actor.id, text="Up?")
    await actor.react(actor.dm()[0], "peach")
    await actor.command("/unsit", "board here")
    await actor.open_home()
    trigger = workspace.tickets.trigger(actor.id)
    await client.views_open(trigger_id=trigger, view=modal(title=plain("Join")))
    view = actor.modal()
    assert view is not None
    await actor.submit(view.id)
