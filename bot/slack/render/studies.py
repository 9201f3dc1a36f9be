"""Draws findings with their sources, which link to where they can be read."""

from bot.domain.study import Study
from bot.domain.tip import Tip
from bot.slack.copy import evidence, tips
from bot.slack.render.links import link


def tip_line(tip: Tip) -> str:
    """Draw a tip, its sources, and how strong the evidence is."""
    named = [_linked(study, tips.source(study)) for study in tip.studies]
    return tips.tip(tip, tips.sources(named))


def linked_reference(study: Study) -> str:
    """Name a study in short, with a link if there is a page to read."""
    return _linked(study, evidence.reference(study))


def _linked(study: Study, name: str) -> str:
    return name if study.link is None else link(study.link, name)
