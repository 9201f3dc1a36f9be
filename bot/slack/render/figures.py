"""Draws counts in words: today by kind, the week against one's own usual, the streak."""

from bot.domain.exercise import BodyProfile, Kind
from bot.domain.score import Tally
from bot.services.views import Overview
from bot.slack.copy import figures as copy
from bot.slack.copy import kinds, times

_USUAL_WITHIN = 5
"""A week this many points about the usual is as usual."""


def has_figures(overview: Overview) -> bool:
    """Tell whether anything was asked or done yet that the Home could tell of."""
    asked = overview.week.asked or overview.before.asked or overview.streak.days
    return bool(asked or today_counts(overview))


def today_sentence(overview: Overview) -> str:
    """Say what was done today, by kind."""
    parts = today_counts(overview)
    return copy.today(kinds.listed(parts)) if parts else copy.nothing_today()


def today_counts(overview: Overview) -> list[str]:
    """Return each kind's counts of today in words, leaving out those without any."""
    body = BodyProfile.STANDING if overview.member is None else overview.member.settings.plan.body
    tallies = ((kind, overview.today.get(kind, Tally())) for kind in Kind)
    return [
        _count(kinds.name(kind, body), tally)
        for kind, tally in tallies
        if tally.asked or tally.done
    ]


def week_sentence(overview: Overview) -> str:
    """Say how the last seven days compare with the weeks before."""
    if not overview.week.asked:
        return copy.week_empty()
    share = share_points(overview.week)
    if not _is_usual(overview):
        return copy.week_alone(copy.percent(share))
    usual = share_points(overview.before)
    words = copy.week_usual
    if share > usual + _USUAL_WITHIN:
        words = copy.week_ahead
    elif share < usual - _USUAL_WITHIN:
        words = copy.week_quiet
    return words(copy.percent(share), copy.percent(usual))


def streak_sentence(overview: Overview) -> str:
    """Say how long the streak is, and which day it forgives."""
    said = copy.streak(overview.streak.days)
    if overview.streak.forgiven is None:
        return said
    return f"{said} {copy.forgiven(times.day(overview.streak.forgiven))}"


def share_points(tally: Tally) -> int:
    """Return a share in whole per cent."""
    return round(tally.share * 100)


def _count(name: str, tally: Tally) -> str:
    if not tally.asked:
        return copy.unasked(name, tally.logged)
    if tally.logged:
        return copy.count_with_extra(name, tally.completed, tally.asked, tally.logged)
    return copy.count(name, tally.completed, tally.asked)


def _is_usual(overview: Overview) -> bool:
    """Tell whether enough was asked before the week to call it usual: no day makes a habit."""
    return overview.before.is_ranked and overview.before.asked >= overview.week.asked
