"""Draws the list of time zones, by region; it is the same for everybody and long, so it is kept."""

import itertools
from functools import cache

from bot.domain.zone import zone_names
from bot.slack.copy import settings
from bot.slack.render.elements import MOST_OPTIONS, Block, option, plain


def zone_groups() -> list[Block]:
    """Return every zone as option groups; a region too long for one is cut by the alphabet."""
    return [
        {"label": plain(label or settings.other_region()), "options": list(options)}
        for label, options in _groups()
    ]


def zone_option(name: str | None) -> Block | None:
    """Return a zone's option, or None for a zone that nobody can choose."""
    return _option(name) if name in zone_names() and name is not None else None


def _option(name: str) -> Block:
    return option(name.replace("_", " "), name)


@cache
def _groups() -> tuple[tuple[str, tuple[Block, ...]], ...]:
    groups: list[tuple[str, tuple[Block, ...]]] = []
    for region, zones in itertools.groupby(sorted(zone_names()), key=_region):
        names = tuple(zones)
        parts = [
            names[start : start + MOST_OPTIONS] for start in range(0, len(names), MOST_OPTIONS)
        ]
        for part in parts:
            label = region if len(parts) == 1 else f"{region} {_initials(part)}"
            groups.append((label, tuple(_option(name) for name in part)))
    return tuple(groups)


def _region(name: str) -> str:
    region, slash, _ = name.partition("/")
    return region if slash else ""


def _initials(names: tuple[str, ...]) -> str:
    first, last = (name.partition("/")[2][:3] for name in (names[0], names[-1]))
    return f"({first}-{last})"
