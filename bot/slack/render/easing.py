"""Draws the one word on asking less often, beneath the nudge after which that begins."""

from bot.domain.plan import FEWEST_IGNORED
from bot.services.ports import NudgeCard
from bot.slack.copy import easing as copy
from bot.slack.ids import Action
from bot.slack.render.elements import Block, button, section


def easing_blocks(card: NudgeCard) -> list[Block]:
    """Build what tells a member that nudges become rarer, on the first nudge of which that is true.

    It counts as unanswered itself until it is answered.
    """
    if card.member.unanswered != FEWEST_IGNORED + 1:
        return []
    key = card.nudge.due_at.isoformat()
    back = button(copy.back_button(), Action.NUDGE_OFTEN, value=key)
    return [section(copy.told()) | {"accessory": back}]
