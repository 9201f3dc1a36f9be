"""`/unsit admin`: what owners and admins decide for everybody."""

from bot.slack.parts import Parts
from bot.slack.payloads import Typed
from bot.slack.views import administering


async def admin(typed: Typed, parts: Parts) -> None:
    """Open the modal of what is decided for everybody, to whom that is up."""
    await administering.open_admin(parts, typed)
