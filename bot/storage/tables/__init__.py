"""The tables. Keys begin with the workspace, so that its rows lie together and can move."""

from bot.storage.tables.boards import board_posts, boards
from bot.storage.tables.installations import installations, oauth_states
from bot.storage.tables.members import members, presences, workspaces
from bot.storage.tables.nudges import completions, daily_totals, nudges, reactions
from bot.storage.tables.policies import own_exercises, policies
from bot.storage.tables.schema import metadata
from bot.storage.tables.turns import turns

__all__ = [
    "board_posts",
    "boards",
    "completions",
    "daily_totals",
    "installations",
    "members",
    "metadata",
    "nudges",
    "oauth_states",
    "own_exercises",
    "policies",
    "presences",
    "reactions",
    "turns",
    "workspaces",
]
