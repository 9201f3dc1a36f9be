"""`/stand`, `/squeeze` and `/walk`."""

from collections.abc import Mapping
from typing import Any

from slack_bolt.async_app import AsyncAck

from bot.domain.exercise import Kind
from bot.slack.answering import acknowledge
from bot.slack.commands.completing import complete
from bot.slack.ids import Command
from bot.slack.parts import Parts
from bot.slack.payloads import parse_command

KINDS = {
    Command.STAND: Kind.STAND,
    Command.SQUEEZE: Kind.SQUEEZE,
    Command.WALK: Kind.WALK,
}


async def on_shorthand(ack: AsyncAck, body: Mapping[str, Any], *, parts: Parts) -> None:
    """Take down the exercise that the command names."""
    typed = parse_command(body)
    kind = KINDS[Command(typed.command)]
    await acknowledge(ack, await complete(typed, parts, (kind,)))
