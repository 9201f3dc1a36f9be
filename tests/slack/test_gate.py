"""What comes in without a listener, without a signature, or for nobody."""

import hashlib
import hmac
import io
import json
import time
from collections.abc import AsyncIterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.ids import MemberId
from bot.sandbox.payloads import Parcel
from bot.slack.bolt import REGISTERED_EVENTS
from bot.slack.edge import SlackEdge
from bot.slack.render import replies
from bot.slack.signatures import Signatures
from tests.slack.running import RunningBot, running_bot
from tests.slack.samples import (
    a_command,
    a_dnd_change,
    a_home_press,
    a_message_press,
    a_profile_change,
    a_reaction,
    a_removal,
    a_submission,
    places,
    with_part,
)

SECRET = "8f742231b10e8888abcd99yyyzzz85a5"  # noqa: S105 - Slack's own published example


@pytest.fixture
async def web_bot(database_url: str) -> AsyncIterator[RunningBot]:
    """Give a bot that is reached over HTTP."""
    async with running_bot(database_url, "http") as bot:
        yield bot


async def posted(bot: RunningBot, body: bytes | io.BytesIO, **headers: str) -> int:
    """Post a body to the bot, and return the status it answers with."""
    assert bot.workspace.events_url is not None
    async with bot.wire.session.post(
        bot.workspace.events_url, data=body, headers=headers
    ) as answer:
        return answer.status


def signed_headers(secret: str, body: bytes, kind: str = "application/json") -> dict[str, str]:
    """Sign a body as Slack does."""
    timestamp = str(int(time.time()))  # noqa: TID251 - compared with the machine's clock
    base = b"v0:" + timestamp.encode() + b":" + body
    digest = hmac.new(secret.encode(), base, hashlib.sha256).hexdigest()
    return {
        "Content-Type": kind,
        "X-Slack-Request-Timestamp": timestamp,
        "X-Slack-Signature": f"v0={digest}",
    }


async def signed(bot: RunningBot, body: bytes, kind: str = "application/json") -> int:
    """Post a body that Slack signed."""
    return await posted(bot, body, **signed_headers(bot.workspace.signing_secret, body, kind))


async def test_unregistered_event_is_acknowledged(bot: RunningBot) -> None:
    """Acknowledge an event that nobody listens to, so that Slack does not send it again."""
    ack = await bot.sandbox.send_event(bot.workspace, {"type": "team_join", "user": {"id": "U1"}})

    assert ack.ok


OLD_MODAL = {"id": "V1", "type": "modal", "callback_id": "old"}

UNWANTED = (
    Parcel("slash_commands", a_command(command="/invite")),
    Parcel("interactive", a_submission() | {"view": OLD_MODAL}),
    Parcel("interactive", a_submission() | {"type": "view_closed", "view": OLD_MODAL}),
    Parcel("interactive", a_submission() | {"type": "shortcut", "callback_id": "old"}),
    Parcel("interactive", a_message_press() | {"type": "message_action", "callback_id": "old"}),
    Parcel("interactive", a_submission() | {"type": "block_suggestion", "action_id": "old"}),
)


@pytest.mark.parametrize("parcel", UNWANTED, ids=lambda parcel: parcel.payload.get("type"))
async def test_what_no_listener_wants_is_acknowledged_quietly(
    bot: RunningBot, parcel: Parcel, caplog: pytest.LogCaptureFixture
) -> None:
    """Answer Slack, and let nobody read a lecture on listeners in the log."""
    own = Parcel(parcel.type, in_workspace(parcel.payload, bot))

    ack = await bot.workspace.delivery.once(bot.workspace, own)

    assert ack.ok
    assert "Unhandled" not in caplog.text


@pytest.mark.parametrize(
    "body",
    [
        {"type": "workflow_step_edit", "callback_id": "x", "trigger_id": "1"},
        {"type": "view_closed", "view": {"id": "V1", "callback_id": "join"}},
        {"type": "view_submission", "view": {"id": "V1", "callback_id": "unheard_of"}},
        {"type": "shortcut", "callback_id": "x"},
        {"type": "message_action", "callback_id": "x"},
        {"type": "block_suggestion", "action_id": "x"},
        {"type": "unheard_of"},
    ],
    ids=lambda body: body["type"],
)
async def test_what_nobody_listens_to_is_acknowledged(
    bot: RunningBot, body: dict[str, Any]
) -> None:
    """Acknowledge whatever Slack may send for parts that this app does not have."""
    user = {"id": "U1", "team_id": bot.workspace.id}
    parcel = Parcel("interactive", {"team": {"id": bot.workspace.id}, "user": user} | body)

    ack = await bot.workspace.delivery.once(bot.workspace, parcel)

    assert ack.ok


@pytest.mark.parametrize("command", ["/unheard", []])
async def test_unknown_command_is_acknowledged(web_bot: RunningBot, command: object) -> None:
    """Acknowledge a command that an older version of the app had."""
    assert await signed(web_bot, json.dumps({"command": command}).encode()) == 200


async def test_late_news_of_an_uninstall_keeps_who_came_back(bot: RunningBot) -> None:
    """Let nobody go who installed the app again since it was removed."""
    ana = await bot.member()
    body = in_workspace(a_removal() | {"authorizations": []}, bot)

    ack = await bot.workspace.delivery.once(bot.workspace, Parcel("events_api", body))

    assert ack.ok
    assert await bot.services.membership.find(bot.id, MemberId(ana.id)) is not None


async def test_notice_of_limited_events_is_acknowledged(web_bot: RunningBot) -> None:
    """Acknowledge Slack's word that it held events back, which is no event."""
    notice = {"type": "app_rate_limited", "team_id": web_bot.workspace.id, "minute_rate_limited": 1}

    assert await signed(web_bot, json.dumps(notice).encode()) == 200


async def test_url_is_verified(web_bot: RunningBot) -> None:
    """Pass Slack's check of the address."""
    body = json.dumps({"type": "url_verification", "challenge": "abc"}).encode()

    assert await signed(web_bot, body) == 200


async def test_uninstalling_lets_the_workspace_go(bot: RunningBot) -> None:
    """Serve a workspace no more that removed the app."""
    await bot.member()

    await bot.workspace.uninstall()

    assert not await bot.services.workspaces.is_known(bot.id)


async def test_revoked_user_token_lets_nobody_go(bot: RunningBot) -> None:
    """Keep a workspace in which one person took their own token back."""
    event = {"type": "tokens_revoked", "tokens": {"oauth": ["U1"], "bot": []}}

    ack = await bot.sandbox.send_event(bot.workspace, event)

    assert ack.ok
    assert await bot.services.workspaces.is_known(bot.id)


async def test_unknown_workspace_is_told_so_by_command(bot: RunningBot) -> None:
    """Say in a sentence that the app is not installed where a command was typed."""
    other = bot.sandbox.add_workspace(name="Other")
    ana = other.actor(other.add_person(name="Ana").id)
    body = {
        "team_id": other.id,
        "user_id": ana.id,
        "channel_id": "C1",
        "command": "/unsit",
        "text": "",
    }

    ack = await bot.workspace.delivery.once(bot.workspace, Parcel("slash_commands", body))

    assert ack.body["text"] == replies.not_installed().text


async def test_event_of_an_unknown_workspace_is_acknowledged_quietly(bot: RunningBot) -> None:
    """Let Slack send an event of a workspace that has gone no second time."""
    parcel = Parcel("events_api", a_reaction())

    ack = await bot.workspace.delivery.once(bot.workspace, parcel)

    assert ack.ok
    assert not ack.body


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"X-Slack-Request-Timestamp": "soon", "X-Slack-Signature": "v0=1"},
        {"X-Slack-Request-Timestamp": "1" * 400, "X-Slack-Signature": "v0=1"},
        {"X-Slack-Request-Timestamp": "1763890200", "X-Slack-Signature": "v0=\xe4"},
        {"X-Slack-Request-Timestamp": "1763890200", "X-Slack-Signature": "v0=" + "0" * 64},
    ],
)
async def test_request_without_a_true_signature_is_turned_away(
    web_bot: RunningBot, headers: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    """Answer 401 to a forged request, and log nothing of it."""
    assert await posted(web_bot, b'{"type": "secret things"}', **headers) == 401
    assert "secret things" not in capsys.readouterr().out


async def test_body_that_is_too_large_is_turned_away(web_bot: RunningBot) -> None:
    """Read no endless body."""
    assert await posted(web_bot, io.BytesIO(b"x" * 1_100_000)) == 413


async def test_other_methods_are_turned_away(web_bot: RunningBot) -> None:
    """Take posts and nothing else."""
    assert web_bot.workspace.events_url is not None
    async with web_bot.wire.session.get(web_bot.workspace.events_url) as answer:
        assert answer.status == 405


def in_workspace(body: dict[str, Any], bot: RunningBot) -> dict[str, Any]:
    """Let a sample body come from the bot's own workspace."""
    text = json.dumps(body).replace('"T1"', f'"{bot.workspace.id}"')
    own: dict[str, Any] = json.loads(text.replace("https://hooks.example", bot.sandbox.url))
    return own


async def status_of(edge: SlackEdge, bot: RunningBot, body: str) -> int:
    """Hand the edge a signed request, without a network, and return the status."""
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": body.encode()}

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    headers = signed_headers(bot.workspace.signing_secret, body.encode())
    scope = {
        "method": "POST",
        "headers": [
            (b"content-length", str(len(body)).encode()),
            *((name.lower().encode(), value.encode()) for name, value in headers.items()),
        ],
    }
    await edge(scope, receive, send)
    status: int = sent[0]["status"]
    return status


HOSTILE = (
    b"",
    b"{",
    b"[]",
    b"null",
    b"payload=%7B",
    b"payload=%5B%5D",
    b"\xff\xfe",
    b'{"type": "event_callback"}',
    b'{"type": "event_callback", "event": 7}',
    b'{"type": "event_callback", "event": {"type": "reaction_added"}}',
    b'{"type": "event_callback", "event": {"type": {}}}',
    b'{"type": "event_callback", "event": {"type": "reaction_added"}, "authorizations": [7]}',
    b'{"type": "block_actions", "actions": 7}',
    b'{"type": "block_actions", "actions": [{"action_id": 7}]}',
    b'{"type": "block_actions", "user": 7}',
    b'{"type": "view_submission", "view": 7}',
    b"[" * 100_000,
    b'{"type": "workflow_step_edit"}',
    b'{"type": ["block_actions"]}',
)


@pytest.mark.parametrize("body", HOSTILE, ids=range(len(HOSTILE)))
async def test_hostile_body_is_never_a_fault(web_bot: RunningBot, body: bytes) -> None:
    """Turn a body away that nobody can read, however it is signed."""
    kind = "x-www-form-urlencoded" if body.startswith(b"payload") else "json"

    assert await signed(web_bot, body, f"application/{kind}") in {200, 400, 401, 404}


async def test_no_body_with_a_strange_part_is_a_fault(web_bot: RunningBot) -> None:
    """Put each kind of junk in each place of each genuine body, and never cause a fault."""
    bodies = (
        a_command(),
        a_message_press(),
        a_home_press(),
        a_submission(),
        a_reaction(),
        a_reaction(type="app_home_opened", tab="home"),
        a_removal(type="tokens_revoked", tokens={"bot": []}),
        a_profile_change(),
        a_dnd_change(snooze_enabled=True, snooze_endtime=1763893800),
    )
    edge = SlackEdge(
        app=web_bot.app, signatures=Signatures(signing_secret=web_bot.workspace.signing_secret)
    )
    for body in bodies:
        at_home = in_workspace(body, web_bot)
        for place in places(at_home):
            for junk in (None, 7, "", "x", [], [7], {}, {"id": 7}):
                strange = json.dumps(with_part(at_home, place, junk))
                assert await status_of(edge, web_bot, strange) != 500, (place, junk)


@given(st.text(), st.text(), st.text())
def test_any_signature_is_checked_without_a_fault(
    body: str, timestamp: str, signature: str
) -> None:
    """Prove nothing by chance, and fall over nothing."""
    signatures = Signatures(signing_secret=SECRET)

    assert not signatures.proves(body, timestamp=timestamp, signature=signature)


def test_secret_is_not_shown() -> None:
    """Keep the signing secret out of reprs."""
    assert SECRET not in repr(Signatures(signing_secret=SECRET))


def test_events_are_those_the_product_needs() -> None:
    """Listen to nine events and no more."""
    assert {
        "app_home_opened",
        "app_uninstalled",
        "dnd_updated_user",
        "reaction_added",
        "reaction_removed",
        "team_access_granted",
        "team_access_revoked",
        "tokens_revoked",
        "user_change",
    } == REGISTERED_EVENTS
