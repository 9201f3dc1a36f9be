"""Draws what became of four weeks of nudges, and the one change that would help most."""

from datetime import UTC, datetime, timedelta

from bot.domain.plan import Intensity
from bot.domain.suggestion import QuietHour, Split, Suggestion
from bot.slack.copy import history as copy
from bot.slack.copy import settings, times
from bot.slack.ids import Action
from bot.slack.render.elements import Block, button, section

_MIDNIGHT = datetime(2000, 1, 1, tzinfo=UTC)


def render_split(split: Split, suggestion: Suggestion | None) -> list[Block]:
    """Draw the split with the suggestion under it; nothing where nobody was asked anything."""
    if not split.asked:
        return []
    blocks = [section(copy.split(split.done, split.put_off, split.missed))]
    if suggestion is None:
        return blocks
    if isinstance(suggestion, QuietHour):
        return [*blocks, _quiet_hour(suggestion)]
    return [*blocks, section(copy.calmer()) | {"accessory": _calmer(suggestion.plan.intensity)}]


def _quiet_hour(suggestion: QuietHour) -> Block:
    start, end = (_clock(suggestion.hour + after) for after in (0, 1))
    offered = button(
        copy.quiet_hour_button(start, end), Action.QUIET_HOUR, value=str(suggestion.hour)
    )
    said = copy.quiet_hour(start, end, suggestion.missed, suggestion.asked)
    return section(said) | {"accessory": offered}


def _calmer(intensity: Intensity) -> Block:
    if intensity is Intensity.CUSTOM:
        return button(copy.calmer_button(), Action.FEWER)
    name, _description = settings.intensity_choice(intensity)
    return button(copy.calmer_named_button(name), Action.FEWER)


def _clock(hour: int) -> str:
    return times.clock_time(_MIDNIGHT + timedelta(hours=hour))
