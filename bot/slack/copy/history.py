"""The words of a member's last twelve weeks, and of the one suggestion that comes of four."""

from datetime import date, datetime, time

from babel.dates import format_skeleton

from bot.slack.copy.figures import number
from bot.slack.copy.times import day
from bot.slack.copy.translation import _, ngettext, voice


def heading() -> str:
    """Head the last twelve weeks."""
    return _("Your last twelve weeks")


def first_heading() -> str:
    """Head the weeks since joining, where those are fewer than twelve."""
    return _("Your weeks so far")


def weekday_column(weekday: int) -> str:
    """Name a weekday shortly; 0 is Monday."""
    name: str = voice().locale.days["stand-alone"]["abbreviated"][weekday]
    return name


def legend(met: str, some: str, none: str, off: str) -> str:
    """Explain the squares."""
    return _(
        "{met} half or more of what was asked, {some} some of it, {none} none, {off} nothing asked"
    ).format(met=met, some=some, none=none, off=off)


def week(monday: date, done: int, asked: int) -> str:
    """Say how many were done in a week."""
    return ngettext(
        "Week of {day}: {done} of {asked} asked",
        "Week of {day}: {done} of {asked} asked",
        asked,
    ).format(day=day(monday), done=number(done), asked=number(asked))


def quiet_weeks(weeks: int) -> str:
    """Say in how many weeks nothing was asked."""
    return ngettext(
        "In {weeks} other week nothing was asked.",
        "In {weeks} other weeks nothing was asked.",
        weeks,
    ).format(weeks=weeks)


def chart_title() -> str:
    """Title the chart of the last twelve weeks, in fifty characters at most."""
    return _("Done in a hundred asked, week by week")


def chart_series() -> str:
    """Name what the chart shows, in twenty characters at most."""
    return _("Done, in per cent")


def chart_weeks() -> str:
    """Name the chart's lower axis."""
    return _("Week of")


def chart_week(monday: date) -> str:
    """Label a week in the chart by its Monday, in few characters: twelve stand side by side."""
    label: str = format_skeleton("MMMd", datetime.combine(monday, time()), locale=voice().locale)
    return label


def split(asked: int, parts: str) -> str:
    """Say what became of the nudges of four weeks."""
    return ngettext(
        "Your {asked} nudge of the last four weeks: {parts}.",
        "Your {asked} nudges of the last four weeks: {parts}.",
        asked,
    ).format(asked=number(asked), parts=parts)


def done(count: int) -> str:
    """Say how many nudges were answered by doing it."""
    return ngettext("{count} done", "{count} done", count).format(count=number(count))


def already_up(count: int) -> str:
    """Say how many nudges came to somebody who was up already."""
    return ngettext(
        "{count} when you were already up", "{count} when you were already up", count
    ).format(count=number(count))


def snoozed(count: int) -> str:
    """Say how many nudges were snoozed or came into a meeting."""
    return ngettext("{count} snoozed", "{count} snoozed", count).format(count=number(count))


def skipped(count: int) -> str:
    """Say how many nudges were answered with a no."""
    return ngettext("{count} skipped", "{count} skipped", count).format(count=number(count))


def unanswered(count: int) -> str:
    """Say how many nudges went by without a word."""
    return ngettext("{count} unanswered", "{count} unanswered", count).format(count=number(count))


def held(count: int) -> str:
    """Say how many nudges were never sent, because somebody was in a meeting or away."""
    return _("Held back while you were busy or away: {count}.").format(count=number(count))


def quiet_hour(start: str, end: str, missed: int, asked: int) -> str:
    """Suggest to make an hour quiet."""
    return ngettext(
        "Between {start} and {end} {missed} of {asked} nudge went by. No time for it then?",
        "Between {start} and {end} {missed} of {asked} nudges went by. No time for it then?",
        asked,
    ).format(start=start, end=end, missed=missed, asked=asked)


def quiet_hour_button(start: str, end: str) -> str:
    """Label the button that makes an hour quiet."""
    return _("Make {start} to {end} quiet").format(start=start, end=end)


def calmer() -> str:
    """Suggest to be asked less often."""
    return _("Half of what I ask goes by. Shall I ask less often?")


def calmer_button() -> str:
    """Label the button that makes nudges rarer."""
    return _("Fewer nudges")


def calmer_named_button(intensity: str) -> str:
    """Label the button that changes to a calmer plan that has a name."""
    return _("Change to {intensity}").format(intensity=intensity)
