"""Checks blocks and views as Slack would before it shows them."""

from bot.sandbox.blockkit.check import check_blocks, check_view, with_ids

__all__ = ["check_blocks", "check_view", "with_ids"]
