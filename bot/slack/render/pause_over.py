"""Says with a nudge that a pause is over, to whoever asked to be told."""

from bot.domain.member import OptIn
from bot.services.ports import NudgeCard
from bot.slack.copy import pauses as copy


def told(card: NudgeCard, text: str, *, is_open: bool) -> str:
    """Return what a card says, behind the news that a pause is over where it brings them."""
    member = card.member
    if not member.announces or not is_open:
        return text
    is_newest = card.nudge.due_at == member.last_nudge_at
    still_comes = member.snoozed is not None or member.held
    if member.opt_in is not OptIn.ACTIVE or not is_newest or still_comes:
        return text
    return copy.over(text)
