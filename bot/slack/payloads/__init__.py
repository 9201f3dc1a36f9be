"""Raw bodies in, frozen values out: the only place that looks into what Slack sent."""

from bot.slack.payloads.actions import (
    Pressed,
    board_named,
    hour_named,
    menu_choice,
    nudge_named,
    parse_action,
)
from bot.slack.payloads.commands import Typed, parse_command
from bot.slack.payloads.events import (
    HomeOpened,
    Reacted,
    Removed,
    parse_access_changed,
    parse_home_opened,
    parse_reaction,
    parse_revoked,
    parse_uninstalled,
)
from bot.slack.payloads.fields import MalformedPayloadError
from bot.slack.payloads.people import Actor
from bot.slack.payloads.views import Shown, Submitted, Values, parse_submission

__all__ = [
    "Actor",
    "HomeOpened",
    "MalformedPayloadError",
    "Pressed",
    "Reacted",
    "Removed",
    "Shown",
    "Submitted",
    "Typed",
    "Values",
    "board_named",
    "hour_named",
    "menu_choice",
    "nudge_named",
    "parse_access_changed",
    "parse_action",
    "parse_command",
    "parse_home_opened",
    "parse_reaction",
    "parse_revoked",
    "parse_submission",
    "parse_uninstalled",
]
