"""Somebody opens the app's Home."""

from collections.abc import Mapping
from typing import Any

from bot.slack.parts import Parts
from bot.slack.payloads import parse_home_opened


async def on_home_opened(body: Mapping[str, Any], *, parts: Parts) -> None:
    """Show them their Home as it is now."""
    opened = parse_home_opened(body)
    if opened.tab == "home":
        await parts.homes.publish(opened.actor)
