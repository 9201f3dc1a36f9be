"""Draws what became of four weeks of nudges, and the one change that would help most."""

from datetime import UTC, datetime, timedelta

from bot.domain.plan import Intensity
from bot.domain.suggestion import QuietHour, Split, Suggestion
from bot.slack.copy import history as copy
from bot.slack.copy import kinds, settings, times
from bot.slack.ids import Action
from bot.slack.render.elements import Block, button, section

_MIDNIGHT = datetime(2000, 1, 1, tzinfo=UTC)


def render_split(split: Split, suggestion: Suggestion | None) -> list[Block]:
    """Draw the split with the suggestion under it; nothing where there was nothing to ask."""
    said = _in_words(split)
    if not said:
        return []
    blocks = [section(said)]
    if suggestion is None:
        return blocks
    if isinstance(suggestion, QuietHour):
        return [*blocks, _quiet_hour(suggestion)]
    return [*blocks, section(copy.calmer()) | {"accessory": _calmer(suggestion.plan.intensity)}]


def _in_words(split: Split) -> str:
    """Say how many nudges had each fate, leaving out those that none had."""
    counts = (
        (copy.done, split.done),
        (copy.already_up, split.already_up),
        (copy.snoozed, split.put_off),
        (copy.skipped, split.skipped),
        (copy.unanswered, split.unanswered),
    )
    parts = [part(count) for part, count in counts if count]
    said = [copy.split(split.asked, kinds.listed(parts))] if parts else []
    return " ".join([*said, copy.held(split.held)] if split.held else said)


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
    name = settings.intensity_name(intensity)
    return button(copy.calmer_named_button(name), Action.FEWER)


def _clock(hour: int) -> str:
    return times.clock_time(_MIDNIGHT + timedelta(hours=hour))
