"""Moments and days in words; Slack shows a moment by the reader's own clock.

The names and the order of days, months and times are CLDR's for the language that is spoken.
"""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from babel.dates import format_skeleton, format_time

from bot.slack.copy.translation import _, remembered, voice

_ROUNDING = timedelta(minutes=5)


def weekday(number: int) -> str:
    """Name a weekday; 0 is Monday."""
    name: str = voice().locale.days["stand-alone"]["wide"][number]
    return name


@remembered(most=1_000)
def day(on: date) -> str:
    """Name a day, such as `2 March`."""
    return format_skeleton("MMMMd", datetime.combine(on, time()), locale=voice().locale)


def days(first: date, last: date) -> str:
    """Name a stretch of days, both ends included."""
    return _("{first} to {last}").format(first=day(first), last=day(last))


def clock_time(at: datetime) -> str:
    """Say what a clock shows, such as `16:00`; by the instant's own zone."""
    return _clock_time(at.time().replace(second=0, microsecond=0))


def dated(at: datetime, *, zone: ZoneInfo) -> str:
    """Say when something is, with its day in any case."""
    # Translators: such as "Monday 2 March, 16:00".
    fallback = _with_day(_("{weekday} {day}, {time}"), at.astimezone(zone))
    # Translators: the words in braces are Slack's own and stay as they are.
    return _token(at, _("{date_long_pretty} at {time}"), fallback)


def moment(at: datetime, *, zone: ZoneInfo, now: datetime) -> str:
    """Say when something is: the time alone if that is today, else with its day."""
    if _is_today(at, zone, now):
        return timed(at, zone=zone)
    return dated(at, zone=zone)


def timed(at: datetime, *, zone: ZoneInfo) -> str:
    """Say when something is that is today, or at the midnight with which today ends."""
    return _token(at, "{time}", clock_time(at.astimezone(zone)))


def about(at: datetime, *, zone: ZoneInfo, now: datetime) -> str:
    """Say roughly when something is, to the nearest five minutes, with its day if not today."""
    past = timedelta(minutes=at.minute % 5, seconds=at.second, microseconds=at.microsecond)
    rounded = at - past + (_ROUNDING if past * 2 >= _ROUNDING else timedelta())
    if _is_today(rounded, zone, now):
        return _("about {moment}").format(moment=moment(rounded, zone=zone, now=now))
    # Translators: such as "Monday 2 March, about 16:00".
    fallback = _with_day(_("{weekday} {day}, about {time}"), rounded.astimezone(zone))
    # Translators: such as "tomorrow, about 16:00"; the words in braces are Slack's own.
    return _token(rounded, _("{date_long_pretty}, about {time}"), fallback)


def _is_today(at: datetime, zone: ZoneInfo, now: datetime) -> bool:
    return at.astimezone(zone).date() == now.astimezone(zone).date()


def _with_day(sentence: str, local: datetime) -> str:
    return sentence.format(
        weekday=weekday(local.weekday()), day=day(local.date()), time=clock_time(local)
    )


@remembered(most=1_500)
def _clock_time(at: time) -> str:
    return format_time(at, "short", locale=voice().locale)


def _token(at: datetime, form: str, fallback: str) -> str:
    return f"<!date^{int(at.timestamp())}^{form}|{fallback}>"
