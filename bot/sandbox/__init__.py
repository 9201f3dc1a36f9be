"""A local stand-in for Slack: a workspace in memory, reached over real HTTP and WebSockets."""

from bot.sandbox.clock import SandboxClock
from bot.sandbox.faults import Fault
from bot.sandbox.model import Ack, Channel, Dnd, Message, Person, Reaction, Status, View
from bot.sandbox.organisation import Organisation
from bot.sandbox.person import Actor
from bot.sandbox.script import Command, Done, Hint, Script, SlashCommand
from bot.sandbox.seed import seed_team
from bot.sandbox.server import Sandbox
from bot.sandbox.workspace import Workspace

__all__ = [
    "Ack",
    "Actor",
    "Channel",
    "Command",
    "Dnd",
    "Done",
    "Fault",
    "Hint",
    "Message",
    "Organisation",
    "Person",
    "Reaction",
    "Sandbox",
    "SandboxClock",
    "Script",
    "SlashCommand",
    "Status",
    "View",
    "Workspace",
    "seed_team",
]
