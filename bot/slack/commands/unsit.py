"""`/unsit` and its words."""

import difflib
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from slack_bolt.async_app import AsyncAck

from bot.slack.answering import acknowledge
from bot.slack.commands import admin, boards, completing, guide, membership, programme
from bot.slack.ids import Subcommand
from bot.slack.parts import Parts
from bot.slack.payloads import Typed, parse_command
from bot.slack.render import replies
from bot.slack.render.message import Rendered

Handler = Callable[[Typed, Parts], Awaitable[Rendered | None]]
"""Does what a word says; None where a modal is answer enough."""

SUBCOMMANDS: Mapping[str, Handler] = {
    "": guide.status,
    Subcommand.JOIN: membership.join,
    Subcommand.SETTINGS: membership.settings,
    Subcommand.LEAVE: membership.leave,
    Subcommand.PAUSE: membership.pause,
    Subcommand.RESUME: membership.resume,
    Subcommand.SNOOZE: membership.snooze,
    Subcommand.DONE: completing.done,
    Subcommand.STATS: guide.stats,
    Subcommand.BOARD: boards.board,
    Subcommand.HOW: guide.how,
    Subcommand.WHY: guide.why,
    Subcommand.PROGRAMME: programme.programme,
    Subcommand.ADMIN: admin.admin,
    Subcommand.HELP: guide.usage,
}


async def on_unsit(ack: AsyncAck, body: Mapping[str, Any], *, parts: Parts) -> None:
    """Do what the first word says, and answer."""
    typed = parse_command(body)
    handler = SUBCOMMANDS.get(typed.word, _unknown)
    await acknowledge(ack, await handler(typed, parts))


async def _unknown(typed: Typed, _parts: Parts) -> Rendered:
    words = [word for word in SUBCOMMANDS if word]
    meant = difflib.get_close_matches(typed.word, words, n=1)
    return replies.unknown_subcommand(typed.word, meant=meant[0] if meant else None)
