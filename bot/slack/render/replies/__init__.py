"""Answers for one person's eyes: what happened, and what can be done next."""

from bot.slack.render.replies.access import (
    board_not_announced,
    cannot_join,
    overloaded,
    try_again,
    welcome,
)
from bot.slack.render.replies.admin import admin_saved, not_admin
from bot.slack.render.replies.boards import (
    board_as_it_was,
    board_scheduled,
    board_unscheduled,
    channel_needed,
    not_in_channel,
    posted_again,
    unclear_schedule,
)
from bot.slack.render.replies.completing import (
    done,
    ignored,
    logged,
    nothing_to_do,
    too_soon,
    unknown_exercise,
)
from bot.slack.render.replies.exercises import how, how_one, how_unknown, how_which
from bot.slack.render.replies.guide import unknown_subcommand, usage, why
from bot.slack.render.replies.membership import (
    as_often,
    fewer,
    fewest,
    joined,
    left,
    paused,
    rejoined,
    resumed,
    snooze_unclear,
    snoozed,
    unsnoozed,
)
from bot.slack.render.replies.programme import (
    programme,
    programme_started,
    programme_stopped,
    programme_unclear,
)
from bot.slack.render.replies.refusals import (
    fault,
    not_installed,
    not_joined,
    pause_error,
    practice_failed,
)
from bot.slack.render.replies.status import stats, status

__all__ = [
    "admin_saved",
    "as_often",
    "board_as_it_was",
    "board_not_announced",
    "board_scheduled",
    "board_unscheduled",
    "cannot_join",
    "channel_needed",
    "done",
    "fault",
    "fewer",
    "fewest",
    "how",
    "how_one",
    "how_unknown",
    "how_which",
    "ignored",
    "joined",
    "left",
    "logged",
    "not_admin",
    "not_in_channel",
    "not_installed",
    "not_joined",
    "nothing_to_do",
    "overloaded",
    "pause_error",
    "paused",
    "posted_again",
    "practice_failed",
    "programme",
    "programme_started",
    "programme_stopped",
    "programme_unclear",
    "rejoined",
    "resumed",
    "snooze_unclear",
    "snoozed",
    "stats",
    "status",
    "too_soon",
    "try_again",
    "unclear_schedule",
    "unknown_exercise",
    "unknown_subcommand",
    "unsnoozed",
    "usage",
    "welcome",
    "why",
]
