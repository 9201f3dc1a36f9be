"""The names by which Slack and this app know each other's parts; nothing else spells one."""

from enum import StrEnum


class Command(StrEnum):
    """Slash commands."""

    UNSIT = "/unsit"
    STAND = "/stand"
    SQUEEZE = "/squeeze"
    WALK = "/walk"


class Subcommand(StrEnum):
    """First words that `/unsit` understands."""

    JOIN = "join"
    SETTINGS = "settings"
    LEAVE = "leave"
    PAUSE = "pause"
    RESUME = "resume"
    SNOOZE = "snooze"
    DONE = "done"
    STATS = "stats"
    BOARD = "board"
    HOW = "how"
    WHY = "why"
    PROGRAMME = "programme"
    ADMIN = "admin"
    HELP = "help"


class BoardWord(StrEnum):
    """What may follow `/unsit board`; nothing at all means one's own place."""

    HERE = "here"
    OFF = "off"


class ProgrammeWord(StrEnum):
    """What may follow `/unsit programme`; nothing at all means its status."""

    START = "start"
    STOP = "stop"
    STATUS = "status"


class Action(StrEnum):
    """Action ids of everything that can be pressed or chosen."""

    NUDGE_DONE = "nudge.done"
    NUDGE_SNOOZE = "nudge.snooze"
    NUDGE_SKIP = "nudge.skip"
    NUDGE_UNDO = "nudge.undo"
    NUDGE_MORE = "nudge.more"
    NUDGE_OFTEN = "nudge.often"
    OPEN_JOIN = "open.join"
    OPEN_SETTINGS = "open.settings"
    OPEN_HOW = "open.how"
    OPEN_LEAVE = "open.leave"
    OPEN_ERASE = "open.erase"
    PAUSE_TODAY = "pause.today"
    OPEN_PAUSE = "open.pause"
    OPEN_ADMIN = "open.admin"
    OPEN_EXERCISES = "open.exercises"
    EXERCISE_REMOVE = "exercise.remove"
    ADMIN_COUNTRY = "admin.country"
    ADMIN_NUDGES = "admin.nudges"
    PAUSE_TELL = "pause.tell"
    PAUSE_UNTIL = "pause.until"
    RESUME = "resume"
    REJOIN = "rejoin"
    QUIET_HOUR = "suggestion.quiet_hour"
    FEWER = "suggestion.fewer"
    BOARD_POST_AGAIN = "board.post_again"
    SETTINGS_INTENSITY = "settings.intensity"
    SETTINGS_BOARD = "settings.board"
    SETTINGS_COUNTRY = "settings.country"


class More(StrEnum):
    """First words of the values in a nudge's overflow menu; see `more_value`."""

    ALREADY_UP = "already_up"
    HOW = "how"
    MEETING = "meeting"
    FEWER = "fewer"
    STOP = "stop"


class View(StrEnum):
    """Callback ids of modals and of the Home."""

    JOIN = "join"
    SETTINGS = "settings"
    LEAVE = "leave"
    PAUSE = "pause"
    ADMIN = "admin"
    EXERCISES = "exercises"
    HOW = "how"
    HOME = "home"


class Field(StrEnum):
    """Inputs of the modals: each value is at once the block id and the action id."""

    ZONE = "settings.zone"
    HOURS = "settings.hours"
    QUIET = "settings.quiet"
    COUNTRY = Action.SETTINGS_COUNTRY.value
    REGION = "settings.region"
    INTENSITY = Action.SETTINGS_INTENSITY.value
    STAND_MINUTES = "settings.stand_minutes"
    SQUEEZE_MINUTES = "settings.squeeze_minutes"
    BUDGET = "settings.budget"
    BODY = "settings.body"
    WALKS = "settings.walks"
    SELFCARE = "settings.selfcare"
    BOARD = Action.SETTINGS_BOARD.value
    ALIAS = "settings.alias"
    TIPS = "settings.tips"
    LANGUAGE = "settings.language"
    HISTORY = "leave.history"
    PAUSE_UNTIL = Action.PAUSE_UNTIL.value
    PAUSE_DATE = "pause.date"
    PAUSE_TOLD = "pause.told"
    ADMIN_COUNTRY = Action.ADMIN_COUNTRY.value
    ADMIN_REGION = "admin.region"
    ADMIN_NUDGES = Action.ADMIN_NUDGES.value
    ADMIN_DATE = "admin.date"
    ADMIN_MEETING = "admin.meeting"
    ADMIN_FOCUS = "admin.focus"
    ADMIN_AWAY = "admin.away"
    ADMIN_NEVER = "admin.never"
    ADMIN_USUAL = "admin.usual"
    EXERCISE_KIND = "exercise.kind"
    EXERCISE_TEXT = "exercise.text"
    EXERCISE_LINK = "exercise.link"


class Block(StrEnum):
    """Block ids of actions blocks and other blocks that are no input."""

    NUDGE = "nudge"
    HOME = "home"
    HOME_SETTINGS = "home.settings"
    HOME_PRIVACY = "home.privacy"
    HOME_ADMIN = "home.admin"
    REPLY = "reply"
    BOARD_INVITATION = "board.invitation"


class PauseUntil(StrEnum):
    """For how long a pause can be chosen in its modal."""

    HOUR = "hour"
    TODAY = "today"
    TOMORROW = "tomorrow"
    MONDAY = "monday"
    DATE = "date"


class History(StrEnum):
    """What becomes of a member's history when they leave."""

    KEEP = "keep"
    ERASE = "erase"


def more_value(choice: More, nudge: str) -> str:
    """Return an overflow option's value: the choice and the nudge it is about."""
    return choice + ":" + nudge  # five for each nudge, and an enum formats slowly


def read_more_value(value: str) -> tuple[More, str]:
    """Read back what `more_value` wrote.

    Raises:
        ValueError: nothing in this app writes such a value.
    """
    choice, _, nudge = value.partition(":")
    return More(choice), nudge


def post_again_value(channel: str, last: str) -> str:
    """Return the value of a "Post again" button: the channel and the board's last day."""
    return f"{channel}:{last}"


def read_post_again_value(value: str) -> tuple[str, str]:
    """Read back the channel and the last day that `post_again_value` wrote."""
    channel, _, last = value.partition(":")
    return channel, last
