"""Each thing that can happen to a message has one outcome, and no message is sent twice."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial

import aiohttp
import pytest
from structlog.testing import capture_logs

from bot.domain.ids import ChannelId, MemberId, WorkspaceId
from bot.sandbox import Fault, Sandbox, SandboxClock, Workspace
from bot.sandbox.person import Actor
from bot.services.ports import (
    BoardEnded,
    Delivered,
    NotSent,
    NudgeCard,
    Outcome,
    Revoked,
    Unknown,
    Unreachable,
)
from bot.slack.client import build_client, build_session
from bot.slack.messenger import MIGRATED_AFTER, RECONNECT_AFTER, SlackMessenger
from bot.slack.pacing import POSTING, THIRD_TIER
from bot.slack.patience import USUAL
from bot.slack.results import Lost, Refused
from bot.slack.wire import SOON, Wire, build_wire
from tests.builders import a_member, a_nudge

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
POST = "chat.postMessage"
PATIENCE = 20.0
SLACKS_SECONDS = 3.0
UPDATE = "chat.update"


@pytest.fixture
def clock() -> SandboxClock:
    """Give a clock that stands still."""
    return SandboxClock(NOW)


@pytest.fixture
async def sandbox(clock: SandboxClock) -> AsyncIterator[Sandbox]:
    """Give a running sandbox."""
    async with Sandbox(clock=clock) as sandbox:
        yield sandbox


@pytest.fixture
def workspace(sandbox: Sandbox) -> Workspace:
    """Give a workspace in which the bot is installed."""
    return sandbox.add_workspace()


@pytest.fixture
def ana(workspace: Workspace) -> Actor:
    """Give somebody in the workspace."""
    return workspace.actor(workspace.add_person(name="Ana Lima").id)


@asynccontextmanager
async def wired(sandbox: Sandbox, workspace: Workspace, *, seconds: float) -> AsyncIterator[Wire]:
    """Open a way to the sandbox that waits so many real seconds for an answer."""

    async def token_of(asked: WorkspaceId) -> str | None:
        return workspace.bot_token if asked == workspace.id else None

    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=seconds)) as session:
        client = build_client(session, sandbox.api_url)
        wire = build_wire(client=client, token_of=token_of, clock=sandbox.clock)
        yield wire
        await wire.aclose(1.0)


@pytest.fixture
async def wire(sandbox: Sandbox, workspace: Workspace) -> AsyncIterator[Wire]:
    """Give a patient way to the sandbox."""
    async with wired(sandbox, workspace, seconds=10.0) as wire:
        yield wire


@pytest.fixture
async def hasty(sandbox: Sandbox, workspace: Workspace) -> AsyncIterator[SlackMessenger]:
    """Give a messenger that soon stops waiting for an answer."""
    async with wired(sandbox, workspace, seconds=2.0) as wire:
        yield SlackMessenger(wire)


@pytest.fixture
def messenger(wire: Wire) -> SlackMessenger:
    """Give a messenger."""
    return SlackMessenger(wire)


@pytest.fixture
def card(workspace: Workspace, ana: Actor) -> NudgeCard:
    """Give a nudge that is on its way to that person."""
    tenant, member = WorkspaceId(workspace.id), MemberId(ana.id)
    return NudgeCard(
        nudge=a_nudge(workspace=tenant, member=member, due_at=NOW, message=None, sent_at=None),
        member=a_member(workspace=tenant, id=member),
    )


async def test_nudge_is_delivered_into_the_direct_channel(
    messenger: SlackMessenger, card: NudgeCard, ana: Actor
) -> None:
    """Tell where the message stands, which edits need."""
    outcome = await messenger.send_nudge(card)

    (message,) = ana.dm()
    assert isinstance(outcome, Delivered)
    assert (outcome.message.channel, outcome.message.ts) == (message.channel, message.ts)


@pytest.mark.parametrize(
    ("fault", "expected"),
    [
        (Fault("rate_limited", POST, retry_after=17), NotSent(retry_after=timedelta(seconds=17))),
        (Fault("error", POST, error="ratelimited"), NotSent(retry_after=timedelta(seconds=30))),
        (Fault("error", POST, error="channel_not_found"), Unreachable(reason="channel_not_found")),
        (Fault("error", POST, error="is_archived"), Unreachable(reason="is_archived")),
        (
            Fault("error", POST, error="messages_tab_disabled"),
            Unreachable(reason="messages_tab_disabled"),
        ),
        (Fault("error", POST, error="token_revoked"), Revoked()),
        (Fault("error", POST, error="account_inactive"), Revoked()),
        (Fault("error", POST, error="invalid_auth"), Revoked()),
        (Fault("error", POST, error="access_denied"), Unreachable(reason="access_denied")),
        (
            Fault("error", POST, error="team_access_not_granted"),
            Unreachable(reason="team_access_not_granted"),
        ),
        (Fault("error", POST, error="team_added_to_org"), NotSent(retry_after=MIGRATED_AFTER)),
        (Fault("error", POST, error="org_login_required"), NotSent(retry_after=MIGRATED_AFTER)),
        (Fault("error", POST, error="internal_error"), Unknown()),
        (Fault("error", POST, error="invalid_blocks"), Unknown()),
        (Fault("status", POST, status=503), Unknown()),
        (Fault("reset", POST), Unknown()),
        (Fault("lost_answer", POST), Unknown()),
    ],
    ids=lambda value: f"{value.kind}-{value.error}" if isinstance(value, Fault) else "",
)
async def test_each_fault_has_its_outcome(
    sandbox: Sandbox,
    messenger: SlackMessenger,
    card: NudgeCard,
    fault: Fault,
    expected: Outcome,
) -> None:
    """Say exactly what is known of a message after Slack, or the network, failed."""
    sandbox.break_(fault)

    assert await messenger.send_nudge(card) == expected


@pytest.mark.parametrize("kind", ["reset", "lost_answer"])
async def test_nothing_is_sent_twice_after_a_lost_answer(
    sandbox: Sandbox, messenger: SlackMessenger, card: NudgeCard, kind: str
) -> None:
    """Make one call and no second where the first one's fate is unknown."""
    sandbox.break_(Fault(kind, POST))  # type: ignore[arg-type]  # one of its kinds

    await messenger.send_nudge(card)

    assert sum(call.method == POST for call in sandbox.calls) == 1


async def test_no_answer_in_time_leaves_it_unknown_and_sends_nothing_again(
    sandbox: Sandbox, hasty: SlackMessenger, card: NudgeCard
) -> None:
    """Wait no longer than the session allows, and make no second call."""
    sandbox.break_(Fault("timeout", POST))

    assert await hasty.send_nudge(card) == Unknown()
    assert sum(call.method == POST for call in sandbox.calls) == 1


async def test_no_connection_means_not_sent(
    sandbox: Sandbox, messenger: SlackMessenger, card: NudgeCard
) -> None:
    """Know for certain that nothing went out where Slack cannot even be reached."""
    await sandbox.stop()

    assert await messenger.send_nudge(card) == NotSent(retry_after=RECONNECT_AFTER)


async def test_workspace_without_a_token_is_revoked(
    messenger: SlackMessenger, card: NudgeCard, sandbox: Sandbox
) -> None:
    """Call nothing for a workspace whose token is gone."""
    gone = WorkspaceId("TGONE")
    outcome = await messenger.send_nudge(replace(card, nudge=replace(card.nudge, workspace=gone)))

    assert outcome == Revoked()
    assert not sandbox.calls


async def test_revoked_token_is_an_error_in_the_log(
    sandbox: Sandbox, messenger: SlackMessenger, card: NudgeCard
) -> None:
    """Say which workspace goes silent, and what Slack called it."""
    sandbox.break_(Fault("error", POST, error="invalid_auth"))

    with capture_logs() as logs:
        await messenger.send_nudge(card)

    (line,) = [line for line in logs if line["log_level"] == "error"]
    assert (line["workspace"], line["error"]) == (card.nudge.workspace, "invalid_auth")


async def test_whoever_waits_for_a_turn_at_the_end_has_sent_nothing(
    messenger: SlackMessenger, wire: Wire, card: NudgeCard, sandbox: Sandbox
) -> None:
    """Send those who wait away at once, and let what is on the wire finish."""
    # Turns come in real time too, of which a busy machine takes a while to get this far.
    cards = _to_many(sandbox, card, POSTING.burst + 40)
    wave = asyncio.gather(*map(messenger.send_nudge, cards))
    await asyncio.sleep(0)

    wire.close()

    outcomes = await asyncio.wait_for(wave, timeout=PATIENCE)
    sent = sum(isinstance(outcome, Delivered) for outcome in outcomes)
    assert POSTING.burst <= sent < len(cards)
    assert outcomes.count(NotSent(retry_after=timedelta())) == len(cards) - sent


async def test_nobody_begins_to_wait_once_all_is_closing(
    messenger: SlackMessenger, wire: Wire, card: NudgeCard, sandbox: Sandbox
) -> None:
    """Let a turn that is there be taken, and none be waited for."""
    # Turns come in real time too, of which a busy machine takes a while to get this far.
    cards = _to_many(sandbox, card, POSTING.burst + 40)
    wire.close()

    wave = asyncio.gather(*map(messenger.send_nudge, cards))

    outcomes = await asyncio.wait_for(wave, timeout=PATIENCE)
    assert outcomes[-1] == NotSent(retry_after=timedelta())
    assert all(isinstance(outcome, Delivered) for outcome in outcomes[: POSTING.burst])


async def test_whoever_is_cancelled_while_waiting_has_sent_nothing(
    messenger: SlackMessenger, card: NudgeCard
) -> None:
    """Know that nothing went out where a wait for a turn was cut short."""
    # Turns come in real time too, of which a busy machine takes a while to get this far.
    loop = asyncio.get_running_loop()
    wave = [loop.create_task(messenger.send_nudge(card)) for _ in range(POSTING.burst + 40)]
    await asyncio.sleep(0)

    for waiting in wave[POSTING.burst :]:
        waiting.cancel()

    assert await asyncio.wait_for(wave[-1], timeout=PATIENCE) == NotSent(retry_after=timedelta())
    await asyncio.gather(*wave, return_exceptions=True)


async def test_call_that_somebody_waits_for_is_given_up_soon(
    sandbox: Sandbox, wire: Wire, workspace: Workspace
) -> None:
    """Leave enough of Slack's three seconds to say that it did not work."""
    sandbox.break_(Fault("timeout", "views.open"))
    hasty = replace(wire, patience=replace(USUAL, call=0.05))

    result = await hasty.try_write(WorkspaceId(workspace.id), "views.open", {})

    assert result == Lost()
    assert USUAL.call <= SLACKS_SECONDS / 2


async def test_rate_limit_holds_the_next_message_back(
    sandbox: Sandbox, messenger: SlackMessenger, card: NudgeCard, clock: SandboxClock
) -> None:
    """Ask Slack nothing more before the time it said is over, and then go on."""
    sandbox.break_(Fault("rate_limited", POST, retry_after=17))
    await messenger.send_nudge(card)
    clock.advance(timedelta(seconds=7))

    assert await messenger.send_nudge(card) == NotSent(retry_after=timedelta(seconds=10))
    assert sum(call.method == POST for call in sandbox.calls) == 1

    clock.advance(timedelta(seconds=10))
    assert isinstance(await messenger.send_nudge(card), Delivered)


async def test_crowd_waits_for_places_and_not_for_connections(
    sandbox: Sandbox, wire: Wire, card: NudgeCard
) -> None:
    """Send everything, though far more is to be sent than may be under way at once."""
    narrow = SlackMessenger(replace(wire, places=asyncio.Semaphore(2)))
    cards = _to_many(sandbox, card, POSTING.burst)

    outcomes = await asyncio.gather(*map(narrow.send_nudge, cards))

    assert all(isinstance(outcome, Delivered) for outcome in outcomes)


async def test_persons_call_waits_for_no_place(wire: Wire, workspace: Workspace) -> None:
    """Open what somebody asked for while everything that can wait is under way."""
    full = replace(wire, places=asyncio.Semaphore(0))

    result = await full.try_write(WorkspaceId(workspace.id), "views.open", {})

    assert isinstance(result, Refused)


async def test_end_finds_those_who_wait_for_a_place(
    sandbox: Sandbox, wire: Wire, card: NudgeCard
) -> None:
    """Send nothing more once all is closing, where a place comes only then."""
    places = asyncio.Semaphore(0)
    waiting = asyncio.ensure_future(SlackMessenger(replace(wire, places=places)).send_nudge(card))
    await asyncio.sleep(0)

    wire.close()
    places.release()

    assert await asyncio.wait_for(waiting, timeout=PATIENCE) == NotSent(retry_after=timedelta())
    assert not sandbox.calls
    assert not places.locked()


async def test_place_that_does_not_come_means_not_sent(
    sandbox: Sandbox, wire: Wire, card: NudgeCard
) -> None:
    """Try again soon instead of sending in a heap what has waited for long."""
    full = replace(wire, places=asyncio.Semaphore(0), longest_queue=0.01)

    assert await SlackMessenger(full).send_nudge(card) == NotSent(retry_after=SOON)
    assert not sandbox.calls


async def test_nudge_whose_turn_comes_too_late_is_not_sent(
    messenger: SlackMessenger, card: NudgeCard, clock: SandboxClock, ana: Actor
) -> None:
    """Send no late nudge, even if it was in time when it began to wait."""
    clock.advance(card.nudge.expires_at - NOW)

    assert await messenger.send_nudge(card) == NotSent(retry_after=timedelta())
    assert not ana.dm()


async def test_refresh_redraws_the_card(
    messenger: SlackMessenger, wire: Wire, card: NudgeCard, ana: Actor
) -> None:
    """Redraw a sent nudge in place."""
    sent = await _sent(messenger, card)
    before = ana.dm()[0].text

    messenger.refresh_nudge(replace(sent, completed=sent.nudge.kinds))
    await wire.aclose(PATIENCE)

    (message,) = ana.dm()
    assert message.text != before


async def test_refreshes_of_one_card_collapse_into_the_newest(
    messenger: SlackMessenger, wire: Wire, card: NudgeCard, sandbox: Sandbox, ana: Actor
) -> None:
    """Edit once for what is under way and once more for the newest of all that waits."""
    sent = await _sent(messenger, card)
    before = ana.dm()[0].text
    done = replace(sent, completed=sent.nudge.kinds)

    for picture in (done, sent, done, sent, done, sent):
        messenger.refresh_nudge(picture)
    await wire.aclose(PATIENCE)

    assert sum(call.method == UPDATE for call in sandbox.calls) == 2
    assert ana.dm()[0].text == before


async def test_edits_beyond_the_budget_are_dropped_and_never_delay_a_nudge(
    messenger: SlackMessenger, wire: Wire, card: NudgeCard, sandbox: Sandbox, clock: SandboxClock
) -> None:
    """Drop edits once the budget is spent, and post all the same."""
    cards = []
    for _ in range(THIRD_TIER.burst + 3):
        cards.append(await _sent(messenger, card))
        clock.advance(timedelta(seconds=2))
    clock.advance(timedelta(minutes=1))

    for one in cards:
        messenger.refresh_nudge(one)
    await wire.aclose(PATIENCE)

    assert sum(call.method == UPDATE for call in sandbox.calls) == THIRD_TIER.burst
    assert isinstance(await messenger.send_nudge(_fresh(card, clock)), Delivered)


async def test_wave_of_nudges_waits_its_turn(
    messenger: SlackMessenger, card: NudgeCard, clock: SandboxClock, sandbox: Sandbox
) -> None:
    """Send a burst at once and then one message each interval, without a single refusal."""
    cards = _to_many(sandbox, card, 30)
    wave = asyncio.gather(*(messenger.send_nudge(one) for one in cards))

    for sent in range(POSTING.burst, len(cards)):
        await sandbox.changed(partial(_has_posted, sandbox, sent))
        clock.advance(POSTING.interval)

    outcomes = await asyncio.wait_for(wave, timeout=PATIENCE)
    assert all(isinstance(outcome, Delivered) for outcome in outcomes)


async def test_notice_reaches_its_member(
    messenger: SlackMessenger, workspace: Workspace, ana: Actor
) -> None:
    """Tell somebody that the board they set up has ended."""
    notice = BoardEnded(channel=ChannelId("C1"))

    outcome = await messenger.tell(WorkspaceId(workspace.id), MemberId(ana.id), notice)

    assert isinstance(outcome, Delivered)
    assert "<#C1>" in ana.dm()[0].text


async def test_token_reaches_no_log(
    sandbox: Sandbox,
    workspace: Workspace,
    messenger: SlackMessenger,
    card: NudgeCard,
    caplog: pytest.LogCaptureFixture,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Keep the token out of logs and reprs, even at DEBUG and through faults."""
    caplog.set_level(logging.DEBUG)
    for fault in (Fault("status", POST), Fault("reset", POST), Fault("error", POST)):
        sandbox.break_(fault)
        await messenger.send_nudge(card)
    await messenger.send_nudge(card)

    assert workspace.bot_token not in caplog.text + capsys.readouterr().out
    assert workspace.bot_token not in repr(messenger.wire)


def _to_many(sandbox: Sandbox, card: NudgeCard, count: int) -> list[NudgeCard]:
    workspace = sandbox.workspaces[card.nudge.workspace]
    people = [workspace.add_person(name=f"P{number}") for number in range(count)]
    return [replace(card, nudge=replace(card.nudge, member=MemberId(one.id))) for one in people]


def _has_posted(sandbox: Sandbox, count: int) -> bool:
    return sum(call.method == POST for call in sandbox.calls) >= count


def _fresh(card: NudgeCard, clock: SandboxClock) -> NudgeCard:
    later = clock.now() + timedelta(minutes=10)
    return replace(card, nudge=replace(card.nudge, expires_at=later))


async def _sent(messenger: SlackMessenger, card: NudgeCard) -> NudgeCard:
    outcome = await messenger.send_nudge(card)
    assert isinstance(outcome, Delivered)
    return replace(card, nudge=replace(card.nudge, message=outcome.message))


@pytest.mark.parametrize(
    ("url", "is_direct"),
    [("http://127.0.0.1:3001/api/", True), ("https://slack.com/api/", False)],
)
async def test_proxy_is_for_the_real_slack_alone(
    monkeypatch: pytest.MonkeyPatch, url: str, *, is_direct: bool
) -> None:
    """Reach a sandbox on this machine directly, whatever proxy the environment names."""
    monkeypatch.setenv("HTTPS_PROXY", "http://proxy.example:8080")

    async with build_session() as session:
        assert (build_client(session, url).proxy is None) is is_direct
