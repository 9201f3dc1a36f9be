"""The application is what it is told to be, whatever stands in the environment."""

import asyncio
from functools import partial

import pytest
from structlog.testing import capture_logs

from bot.slack.actions import ACTIONS
from bot.slack.background import Background
from bot.slack.ids import Action, View
from bot.slack.views import CHOICES, PRESSES, SUBMISSIONS
from tests.slack.running import RunningBot, running_bot


async def test_environment_turns_the_app_into_no_other(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Stay the app that was asked for where a client id and secret are set."""
    monkeypatch.setenv("SLACK_CLIENT_ID", "1.2")
    monkeypatch.setenv("SLACK_CLIENT_SECRET", "secret")
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-another")

    async with running_bot(database_url, "http") as bot:
        assert bot.app.oauth_flow is None
        await bot.member()


async def test_no_request_asks_slack_who_the_bot_is(bot: RunningBot) -> None:
    """Authorize from what is known, without a call for each request."""
    await bot.member()

    assert bot.calls("auth.test") == 0


async def test_button_of_an_older_version_is_acknowledged(bot: RunningBot) -> None:
    """Acknowledge a press of something that no longer exists."""
    ana = bot.person()
    words = {"type": "plain_text", "text": "Old"}
    draft = {"type": "button", "action_id": "old.button", "text": words}
    await bot.wire.api.write(
        bot.id,
        "chat.postMessage",
        {"channel": ana.id, "text": "old", "blocks": [{"type": "actions", "elements": [draft]}]},
    )

    ack = await ana.press(ana.dm()[-1], "old.button")

    assert ack.ok


async def test_each_request_names_its_workspace_in_the_log(
    bot: RunningBot, capsys: pytest.CaptureFixture[str]
) -> None:
    """Bind the workspace to every line that is logged about a request."""
    ana = bot.person()
    bot.workspace.revoke("token_revoked")

    await ana.command("/unsit", "join")

    (line,) = [line for line in capsys.readouterr().out.splitlines() if "not_opened" in line]
    assert f"workspace='{bot.workspace.id}'" in line


async def test_background_work_ends_with_the_bot() -> None:
    """Cut off what does not finish in time, and keep nothing running."""
    background = Background()
    ended: list[str] = []

    async def endless() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            ended.append("cut off")

    background.start("a", endless)
    await background.aclose(0.01)

    assert ended == ["cut off"]


async def test_background_fault_ends_in_the_log() -> None:
    """Log what fails where nobody waits for it."""
    background = Background()

    async def fail() -> None:
        raise LookupError("gone")

    with capture_logs() as logs:
        background.start("a", fail)
        await background.aclose(1.0)

    assert [entry["event"] for entry in logs] == ["slack.background_fault"]


async def test_background_works_on_a_few_at_once() -> None:
    """Let work wait for room, in the order in which it came, and lose none of it."""
    background = Background(most_at_once=1)
    done: list[str] = []

    async def work(name: str) -> None:
        done.append(name)

    for name in "abc":
        background.start(name, partial(work, name))
    await background.aclose(1.0)

    assert done == ["a", "b", "c"]


async def test_background_is_bounded() -> None:
    """Drop work where too much waits already, and count it."""
    background = Background(most_at_once=1, most_waiting=1)
    done: list[str] = []

    async def work(name: str) -> None:
        done.append(name)

    with capture_logs() as logs:
        for name in "abcd":
            background.start(name, partial(work, name))
        await background.aclose(1.0)

    assert done == ["a", "b"]
    assert logs[-1]["dropped"] == 2


def test_every_action_and_view_is_listened_to() -> None:
    """Have a listener for each button, menu and modal that has a name."""
    assert set(ACTIONS) | set(CHOICES) | set(PRESSES) == set(Action)
    assert set(SUBMISSIONS) == set(View) - {View.HOW, View.HOME}
