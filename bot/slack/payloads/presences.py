"""Reads what Slack tells of people just now: their status, a huddle, Do Not Disturb."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.domain.ids import MemberId, WorkspaceId
from bot.domain.presence import DoNotDisturb
from bot.slack.payloads.fields import (
    LONGEST_ID,
    Body,
    MalformedPayloadError,
    child,
    flag,
    identifier,
    instant,
    moment,
    optional_child,
    optional_identifier,
    optional_text,
)
from bot.slack.payloads.people import Actor, event_workspace
from bot.slack.payloads.profiles import LONGEST_LOCALE

_LONGEST_STATUS = 1000
"""A hundred characters at most, some of which Slack writes as five."""

_NEARLY_A_SECOND = timedelta(microseconds=999_999)
_HUDDLING = "in_a_huddle"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """What a person's profile says that they are doing; its words go no further than the judge.

    Attributes:
        until: the end of the status; None if it has none.
        team: the workspace that the person is at home in, which matters in an organisation.
    """

    text: str = field(default="", repr=False)
    emoji: str = field(default="", repr=False)
    until: datetime | None = None
    in_huddle: bool = False
    huddle_until: datetime | None = None
    team: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileChanged:
    """Somebody's profile changed, in whatever respect."""

    actor: Actor
    at: datetime
    shared: Shared
    locale: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DndChanged:
    """Somebody's Do Not Disturb changed."""

    actor: Actor
    told: DoNotDisturb


def parse_profile_changed(body: Body) -> ProfileChanged:
    """Read `user_change`.

    Raises:
        MalformedPayloadError: it is none.
    """
    event = child(body, "event")
    user = child(event, "user")
    return ProfileChanged(
        actor=Actor(workspace=event_workspace(body), member=MemberId(identifier(user, "id"))),
        at=_happened_at(body, event),
        shared=_shared(user),
        locale=optional_text(user, "locale", longest=LONGEST_LOCALE) or None,
    )


def parse_dnd_changed(body: Body) -> DndChanged:
    """Read `dnd_updated_user`.

    Raises:
        MalformedPayloadError: it is none.
    """
    event = child(body, "event")
    return DndChanged(
        actor=Actor(workspace=event_workspace(body), member=MemberId(identifier(event, "user"))),
        told=_do_not_disturb(child(event, "dnd_status"), _happened_at(body, event)),
    )


def parse_shared(answer: Body) -> Shared:
    """Read what the answer of `users.info` says that somebody is doing.

    Raises:
        MalformedPayloadError: it is no such answer.
    """
    return _shared(child(answer, "user"))


def parse_team_dnd(answer: Body, *, at: datetime) -> Mapping[MemberId, DoNotDisturb]:
    """Read the answer of `dnd.teamInfo`, leaving out of it whoever cannot be read.

    Raises:
        MalformedPayloadError: it is no such answer.
    """
    read = {}
    for member, status in child(answer, "users").items():
        try:
            told = _do_not_disturb(status, at) if isinstance(status, Mapping) else None
        except MalformedPayloadError:
            continue
        if told is not None:
            read[MemberId(member)] = told
    return read


def parse_limited(body: Body) -> WorkspaceId | None:
    """Read `app_rate_limited`: of which installation Slack held events back, if it says."""
    try:
        named = optional_identifier(body, "team_id")
    except MalformedPayloadError:
        return None
    return None if named is None else WorkspaceId(named)


def _shared(user: Body) -> Shared:
    """Read a person, of whom any part may be missing."""
    profile = optional_child(user, "profile") or {}
    return Shared(
        text=_as_written(optional_text(profile, "status_text", longest=_LONGEST_STATUS) or ""),
        emoji=optional_text(profile, "status_emoji", longest=LONGEST_ID) or "",
        until=_end(profile, "status_expiration"),
        in_huddle=profile.get("huddle_state") == _HUDDLING,
        huddle_until=_end(profile, "huddle_state_expiration_ts"),
        team=optional_identifier(user, "team_id"),
    )


def _as_written(text: str) -> str:
    """Return what somebody wrote, of which Slack escapes three characters."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _do_not_disturb(status: Body, at: datetime) -> DoNotDisturb:
    """Read the stretch that runs or comes next; a snooze that runs is such a stretch.

    Slack says `dnd_enabled` of everybody who has a schedule, also while it does not run.
    """
    if flag(status, "snooze_enabled"):
        end = _end(status, "snooze_endtime")
        if end is not None:
            return DoNotDisturb(at=at, start=at, end=end)
    start, end = _end(status, "next_dnd_start_ts"), _end(status, "next_dnd_end_ts")
    if not flag(status, "dnd_enabled") or start is None or end is None or end <= start:
        return DoNotDisturb(at=at)
    return DoNotDisturb(at=at, start=start, end=end)


def _end(body: Body, key: str) -> datetime | None:
    """Return an instant; absent and null are none, and so is zero."""
    found = body.get(key)
    return None if found is None or found == 0 else moment(body, key)


def _happened_at(body: Body, event: Body) -> datetime:
    """Return when something happened: exactly where the event says so, else late in its second.

    What was looked up earlier in that second must not count as newer.
    """
    if event.get("event_ts"):
        return instant(event, "event_ts")
    return moment(body, "event_time") + _NEARLY_A_SECOND
