"""Draws what admins see in their Home: what is set up, and how all do together."""

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain.holiday import NO_CALENDAR
from bot.services.administration import Setup
from bot.slack.copy import admin as copy
from bot.slack.copy import times
from bot.slack.ids import Action
from bot.slack.ids import Block as BlockId
from bot.slack.render.calendars import calendar_name
from bot.slack.render.elements import Block, actions, button, context, header, section

_FIRST_MEMBERS = 10
_DONE, _OPEN = ":white_check_mark:", ":white_large_square:"


def render_setup(setup: Setup, *, zone: ZoneInfo, now: datetime) -> list[Block]:
    """Draw the checklist, the figures and the way to what is decided for everybody."""
    steps = "\n".join(f"{_DONE if is_done else _OPEN} {said}" for is_done, said in _steps(setup))
    return [
        header(copy.heading()),
        *_pause(setup, zone=zone, now=now),
        section(steps),
        context(_figures(setup)),
        actions(
            button(copy.settings_button(), Action.OPEN_ADMIN),
            button(copy.exercises_button(), Action.OPEN_EXERCISES),
            block_id=BlockId.HOME_ADMIN,
        ),
    ]


def _steps(setup: Setup) -> list[tuple[bool, str]]:
    has_holidays = setup.calendar != NO_CALENDAR
    steps = [
        (True, copy.installed()),
        (bool(setup.boards), copy.boards(setup.boards)),
        (
            has_holidays,
            copy.holidays(calendar_name(setup.calendar)) if has_holidays else copy.no_holidays(),
        ),
        (True, copy.own_words() if setup.has_own_words else copy.usual_words()),
        (setup.members >= _FIRST_MEMBERS, copy.members(setup.members, _FIRST_MEMBERS)),
    ]
    if setup.exercises:
        steps.append((True, copy.own_exercises(setup.exercises)))
    return steps


def _pause(setup: Setup, *, zone: ZoneInfo, now: datetime) -> list[Block]:
    if setup.paused_until is None:
        return []
    return [section(copy.paused(times.moment(setup.paused_until, zone=zone, now=now)))]


def _figures(setup: Setup) -> str:
    if setup.participants is None:
        return copy.too_few()
    return copy.week(setup.participants, setup.week.completed, setup.week.asked)
