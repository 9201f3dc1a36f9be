"""Counts, shares and streaks in words; never a reproach."""

from babel.numbers import format_decimal, format_percent

from bot.slack.copy.translation import _, ngettext, remembered, voice


def count(name: str, completed: int, asked: int) -> str:
    """Say how many of one kind were done of those asked."""
    return _("{name} {completed} of {asked}").format(name=name, completed=completed, asked=asked)


def count_with_extra(name: str, completed: int, asked: int, logged: int) -> str:
    """Say the same with what was done unasked."""
    return _("{name} {completed} of {asked} plus {logged} on your own").format(
        name=name, completed=completed, asked=asked, logged=logged
    )


def unasked(name: str, logged: int) -> str:
    """Say how many of one kind were done unasked, where none was asked."""
    return _("{name} {logged} on your own").format(name=name, logged=logged)


def today(counts: str) -> str:
    """Introduce the counts of today."""
    return _("Today: {counts}.").format(counts=counts)


def nothing_today() -> str:
    """Say that nothing was asked or done today so far."""
    return _("Today: nothing counted yet.")


@remembered(most=1_000)
def percent(share: int) -> str:
    """Write a share of so many hundredths: 71% in English, 71 % in German."""
    return format_percent(share / 100, locale=voice().locale)


@remembered(most=1_000)
def number(value: float) -> str:
    """Write a number that may be large: 12,345 in English, 12.345 in German."""
    return format_decimal(value, locale=voice().locale)


def week_empty() -> str:
    """Say that the last seven days had nothing in them."""
    return _("Last seven days: nothing asked yet.")


def week_alone(share: str) -> str:
    """Say this week's share where there is nothing to compare it with."""
    return _(
        "So far: {share} of what was asked. Later weeks are compared with your own usual."
    ).format(share=share)


def week_ahead(share: str, usual: str) -> str:
    """Say that a week is above the usual."""
    return _("Last seven days: {share} of what was asked, more than your usual {usual}.").format(
        share=share, usual=usual
    )


def week_usual(share: str, usual: str) -> str:
    """Say that a week is as usual."""
    return _(
        "Last seven days: {share} of what was asked, about as usual for you ({usual})."
    ).format(share=share, usual=usual)


def week_quiet(share: str, usual: str) -> str:
    """Say that a week is below the usual, which happens."""
    return _(
        "Last seven days: {share} of what was asked, quieter than your usual {usual}. "
        "Some weeks are like that."
    ).format(share=share, usual=usual)


def streak(days: int) -> str:
    """Say how long the streak is."""
    if days == 0:
        return _("Streak: a work day with half of what was asked done, or more, starts one.")
    return ngettext(
        "Streak: {days} work day. Days off and pauses do not break it.",
        "Streak: {days} work days. Days off and pauses do not break it.",
        days,
    ).format(days=days)


def forgiven(day: str) -> str:
    """Say which missed day does not break the streak."""
    return _("{day} was missed and is forgiven, as one day in two weeks is.").format(day=day)
