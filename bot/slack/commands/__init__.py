"""Slash commands. Each answer is for the eyes of whoever typed."""

from functools import partial

from slack_bolt.async_app import AsyncApp

from bot.slack.commands import shorthands, unsit
from bot.slack.ids import Command
from bot.slack.parts import Parts

COMMANDS = {
    Command.UNSIT: unsit.on_unsit,
    Command.STAND: shorthands.on_shorthand,
    Command.SQUEEZE: shorthands.on_shorthand,
    Command.WALK: shorthands.on_shorthand,
}


def register(app: AsyncApp, parts: Parts) -> None:
    """Listen to every command."""
    for command, on_command in COMMANDS.items():
        app.command(command.value)(partial(on_command, parts=parts))
