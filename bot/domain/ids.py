"""The names by which everything else is known."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import NewType

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_DIGITS = re.compile("[0-9]{1,11}")

WorkspaceId = NewType("WorkspaceId", str)
"""The installation: Slack's `team_id`, or the `enterprise_id` of an org-wide install."""

MemberId = NewType("MemberId", str)
"""A Slack user id, opaque, unique within its workspace."""

ChannelId = NewType("ChannelId", str)
"""A Slack conversation id (C..., G... or D...)."""

MessageTs = NewType("MessageTs", str)
"""Slack's message timestamp, which names a message within its channel."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageRef:
    """Where one message stands in Slack."""

    channel: ChannelId
    ts: MessageTs

    @property
    def at(self) -> datetime | None:
        """Return when Slack took the message, which its timestamp says; None for an odd one."""
        seconds, _, micros = self.ts.partition(".")
        if not (_DIGITS.fullmatch(seconds) and _DIGITS.fullmatch(micros or "0")):
            return None
        return _EPOCH + timedelta(seconds=int(seconds), microseconds=int(micros[:6] or 0))

    @property
    def is_direct(self) -> bool:
        """Tell whether it stands in a direct message, whose ids begin with a D in Slack."""
        return self.channel.startswith("D")
