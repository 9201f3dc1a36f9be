"""Writes to people through Slack's Web API, at its pace, each message at most once."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import assert_never

import structlog

from bot.domain.ids import ChannelId, MemberId, MessageRef, MessageTs, WorkspaceId
from bot.services.ports import (
    BoardPosting,
    Delivered,
    Notice,
    NotSent,
    NudgeCard,
    Outcome,
    Revoked,
    Unknown,
    Unreachable,
)
from bot.slack.client import CALL_SECONDS
from bot.slack.copy.translation import spoken
from bot.slack.languages import NobodyKnown, Voices, language_of_member
from bot.slack.render.leaderboard import render_leaderboard
from bot.slack.render.message import Rendered
from bot.slack.render.notices import render_notice
from bot.slack.render.nudge import render_nudge
from bot.slack.results import Accepted, Limited, Lost, NotReached, Refused, Result
from bot.slack.wire import Wire

log = structlog.get_logger(__name__)

POST = "chat.postMessage"
UPDATE = "chat.update"
RECONNECT_AFTER = timedelta(seconds=15)

MIGRATED_AFTER = timedelta(minutes=5)
"""How soon a workspace is tried again that is just moving into an organisation."""

UNREACHABLE = frozenset(
    {
        "access_denied",
        "app_access_restricted",
        "cannot_dm_bot",
        "channel_not_found",
        "is_archived",
        "messages_tab_disabled",
        "not_in_channel",
        "restricted_action",
        "restricted_action_non_threadable_channel",
        "restricted_action_read_only_channel",
        "restricted_action_thread_locked",
        "team_access_not_granted",
        "user_disabled",
        "user_not_found",
    }
)
"""What Slack says where nobody is there to read, or the bot may not write."""

MIGRATING = frozenset({"org_login_required", "team_added_to_org"})
"""What Slack says while a workspace moves into an organisation."""

REVOKED = frozenset(
    {
        "account_inactive",
        "app_uninstalled",
        "invalid_auth",
        "not_authed",
        "token_expired",
        "token_revoked",
    }
)
"""What Slack says of the token itself, which then opens nothing in the whole workspace."""


class SlackMessenger:
    """The messenger that people hear from."""

    def __init__(self, wire: Wire, voices: Voices | None = None) -> None:
        """Write by way of a wire; without voices, to all but the members of cards in English."""
        self.wire = wire
        self.voices = voices or Voices(NobodyKnown(), clock=wire.clock)

    async def send_nudge(self, card: NudgeCard) -> Outcome:
        """Send a nudge to its member, once, waiting for the workspace's turn first.

        One whose turn comes after its window is not sent: a late nudge is worse than none.
        """
        nudge = card.nudge
        message = _message(nudge.member, drawn(card))
        result = await self.wire.write(nudge.workspace, POST, message, before=nudge.expires_at)
        return outcome_of(result, nudge.workspace)

    def refresh_nudge(self, card: NudgeCard) -> None:
        """Redraw a sent nudge in the background if the edit budget allows it."""
        if card.nudge.message is not None:
            draw = partial(drawn, card)
            self._redraw_soon(card.nudge.workspace, card.nudge.message, draw)

    async def post_leaderboard(self, posting: BoardPosting) -> Outcome:
        """Post a leaderboard in its channel, once, and then name people in it.

        A mention notifies whoever is mentioned in a new message, but nobody in an edited one.
        """
        language = await self.voices.language_of(posting.workspace, posting.set_by)
        draw = partial(spoken, language, render_leaderboard, posting)
        unnamed = draw(mentions=False)
        outcome = await self.post(posting.workspace, posting.channel, unnamed)
        if isinstance(outcome, Delivered):
            self._redraw_soon(posting.workspace, outcome.message, partial(draw, mentions=True))
        return outcome

    async def tell(self, workspace: WorkspaceId, member: MemberId, notice: Notice) -> Outcome:
        """Send a member a notice about something they set up."""
        language = await self.voices.language_of(workspace, member)
        return await self.post(workspace, member, spoken(language, render_notice, notice))

    async def post(
        self, workspace: WorkspaceId, to: ChannelId | MemberId, message: Rendered
    ) -> Outcome:
        """Post a message in a channel or to a member, once."""
        return outcome_of(await self.wire.write(workspace, POST, _message(to, message)), workspace)

    def _redraw_soon(
        self, workspace: WorkspaceId, message: MessageRef, draw: Callable[[], Rendered]
    ) -> None:
        work = partial(self._redraw, workspace, message, draw)
        self.wire.background.start((workspace, message), work)

    async def _redraw(
        self, workspace: WorkspaceId, message: MessageRef, draw: Callable[[], Rendered]
    ) -> None:
        # Beyond the budget a message shows an older state for a while; nothing waits for an edit,
        # and nothing is drawn for one that does not go out.
        arguments = partial(_edit, message, draw)
        await self.wire.try_write(workspace, UPDATE, arguments, seconds=CALL_SECONDS)


def drawn(card: NudgeCard) -> Rendered:
    """Draw a nudge's card in the language of its member, whoever looks at it."""
    return spoken(language_of_member(card.member), render_nudge, card)


def _edit(message: MessageRef, draw: Callable[[], Rendered]) -> dict[str, object]:
    picture = draw()
    return {
        "channel": message.channel,
        "ts": message.ts,
        "text": picture.text,
        "blocks": picture.blocks,
    }


def _message(to: ChannelId | MemberId, message: Rendered) -> dict[str, object]:
    return {
        "channel": to,
        "text": message.text,
        "blocks": message.blocks,
        "unfurl_links": False,
        "unfurl_media": False,
    }


def outcome_of(result: Result, workspace: WorkspaceId) -> Outcome:
    """Return what a call to post a message in a workspace came to."""
    match result:
        case Accepted(data=data):
            channel, ts = data.get("channel"), data.get("ts")
            if not isinstance(channel, str) or not isinstance(ts, str):
                return Unknown()
            return Delivered(message=MessageRef(channel=ChannelId(channel), ts=MessageTs(ts)))
        case Limited(retry_after=wait):
            return NotSent(retry_after=wait)
        case NotReached():
            return NotSent(retry_after=RECONNECT_AFTER)
        case Refused(error=code):
            return _refusal(code, workspace)
        case Lost():
            return Unknown()
        case _:
            assert_never(result)


def _refusal(code: str, workspace: WorkspaceId) -> Outcome:
    if code in UNREACHABLE:
        return Unreachable(reason=code)
    if code in MIGRATING:
        log.warning("slack.workspace_migrating", workspace=workspace, error=code)
        return NotSent(retry_after=MIGRATED_AFTER)
    if code in REVOKED:
        log.error("slack.workspace_revoked", workspace=workspace, error=code)
        return Revoked()
    # Slack knows a fault of ours by many names; none of them gets better by trying again.
    log.error("slack.post_refused", workspace=workspace, error=code)
    return Unknown()
