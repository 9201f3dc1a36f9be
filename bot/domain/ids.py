"""The names by which everything else is known."""

from dataclasses import dataclass
from typing import NewType

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
