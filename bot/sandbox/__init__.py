"""A local stand-in for Slack: a workspace in memory, reached over real HTTP and WebSockets."""

from bot.sandbox.changes import Changes
from bot.sandbox.clock import SandboxClock
from bot.sandbox.faults import Fault
from bot.sandbox.model import Ack, Channel, Message, Person, Reaction, View
from bot.sandbox.script import Command, Done, Hint, Script, SlashCommand
from bot.sandbox.seed import seed_team
from bot.sandbox.server import Sandbox
from bot.sandbox.workspace import Workspace

__all__ = [
    "Ack",
    "Changes",
    "Channel",
    "Command",
    "Done",
    "Fault",
    "Hint",
    "Message",
    "Person",
    "Reaction",
    "Sandbox",
    "SandboxClock",
    "Script",
    "SlashCommand",
    "View",
    "Workspace",
    "seed_team",
]
