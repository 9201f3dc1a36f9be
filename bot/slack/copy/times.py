"""Moments and days in words; Slack shows a moment by the reader's own clock."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.slack.copy.translation import N_, _

_ROUNDING = timedelta(minutes=5)

_WEEKDAYS = (
    N_("Monday"),
    N_("Tuesday"),
    N_("Wednesday"),
    N_("Thursday"),
    N_("Friday"),
    N_("Saturday"),
    N_("Sunday"),
)

_MONTHS = (
    N_("January"),
    N_("February"),
    N_("March"),
    N_("April"),
    N_("May"),
    N_("June"),
    N_("July"),
    N_("August"),
    N_("September"),
    N_("October"),
    N_("November"),
    N_("December"),
)


def weekday(number: int) -> str:
    """Name a weekday; 0 is Monday."""
    return _(_WEEKDAYS[number])


def day(on: date) -> str:
    """Name a day, such as `2 March`."""
    return _("{day} {month}").format(day=on.day, month=_(_MONTHS[on.month - 1]))


def days(first: date, last: date) -> str:
    """Name a stretch of days, both ends included."""
    return _("{first} to {last}").format(first=day(first), last=day(last))


def dated(at: datetime, *, zone: ZoneInfo) -> str:
    """Say when something is, with its day in any case."""
    local = at.astimezone(zone)
    fallback = _("{weekday} {day}, {time}").format(
        weekday=weekday(local.weekday()), day=day(local.date()), time=f"{local:%H:%M}"
    )
    # Translators: the words in braces are Slack's own and stay as they are.
    return _token(at, _("{date_long_pretty} at {time}"), fallback)


def moment(at: datetime, *, zone: ZoneInfo, now: datetime) -> str:
    """Say when something is: the time alone if that is today, else with its day."""
    local = at.astimezone(zone)
    if local.date() == now.astimezone(zone).date():
        return _token(at, "{time}", f"{local:%H:%M}")
    return dated(at, zone=zone)


def about(at: datetime, *, zone: ZoneInfo, now: datetime) -> str:
    """Say roughly when something is, to the nearest five minutes."""
    past = timedelta(minutes=at.minute % 5, seconds=at.second, microseconds=at.microsecond)
    rounded = at - past + (_ROUNDING if past * 2 >= _ROUNDING else timedelta())
    return _("about {moment}").format(moment=moment(rounded, zone=zone, now=now))


def _token(at: datetime, form: str, fallback: str) -> str:
    return f"<!date^{int(at.timestamp())}^{form}|{fallback}>"
