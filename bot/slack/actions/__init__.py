"""Buttons and menus, wherever they are: nudges, answers and the Home."""

import re
from collections.abc import Awaitable, Callable, Mapping
from functools import partial

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.slack.actions import (
    administering,
    boards,
    easing,
    membership,
    menu,
    modals,
    nudges,
    suggestions,
)
from bot.slack.ids import Action
from bot.slack.parts import Parts

ACTIONS: Mapping[Action, Callable[..., Awaitable[None]]] = {
    Action.NUDGE_DONE: nudges.on_done,
    Action.NUDGE_SNOOZE: nudges.on_snooze,
    Action.NUDGE_SKIP: nudges.on_skip,
    Action.NUDGE_UNDO: nudges.on_undo,
    Action.NUDGE_MORE: menu.on_more,
    Action.NUDGE_OFTEN: easing.on_often,
    Action.OPEN_JOIN: modals.on_join,
    Action.OPEN_SETTINGS: modals.on_settings,
    Action.OPEN_HOW: modals.on_how,
    Action.OPEN_LEAVE: modals.on_leave,
    Action.OPEN_ERASE: modals.on_leave,
    Action.OPEN_PAUSE: modals.on_pause,
    Action.OPEN_ADMIN: administering.on_admin,
    Action.PAUSE_TODAY: membership.on_pause_today,
    Action.PAUSE_TELL: membership.on_tell,
    Action.RESUME: membership.on_resume,
    Action.REJOIN: membership.on_rejoin,
    Action.QUIET_HOUR: suggestions.on_quiet_hour,
    Action.FEWER: suggestions.on_fewer,
    Action.BOARD_POST_AGAIN: boards.on_post_again,
}

_ANY = re.compile("")


def register(app: AsyncApp, parts: Parts) -> None:
    """Listen to every button and menu."""
    for action, on_action in ACTIONS.items():
        app.action(action.value)(partial(on_action, parts=parts))


def register_rest(app: AsyncApp) -> None:
    """Acknowledge what no listener wants: links, inputs, and buttons of an older version."""
    app.action(_ANY)(on_any)


async def on_any(ack: AsyncAck) -> None:
    """Acknowledge and do nothing."""
    await ack()
