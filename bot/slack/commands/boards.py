"""`/unsit board`: one's own place, and a channel's weekly board."""

from datetime import datetime
from functools import partial
from zoneinfo import ZoneInfo

from bot.domain.leaderboard import BoardSchedule
from bot.domain.zone import UnknownZoneError, zone_named
from bot.services.errors import NotOptedInError
from bot.services.ports import Delivered, Outcome, Unknown, Unreachable
from bot.slack.answering import answer_later
from bot.slack.commands.schedules import read_schedule
from bot.slack.ids import BoardWord
from bot.slack.parts import Parts
from bot.slack.payloads import Typed
from bot.slack.render import replies
from bot.slack.render.board_changes import (
    Announcement,
    render_board_moved,
    render_board_off,
    render_board_scheduled,
)
from bot.slack.render.leaderboard import render_my_place
from bot.slack.render.message import Rendered


async def board(typed: Typed, parts: Parts) -> Rendered | None:
    """Show somebody's own place, or do to the channel's board what is said, and answer then."""
    word, _, rest = typed.rest.partition(" ")
    match word.lower():
        case "":
            actor = typed.actor
            return render_my_place(
                await parts.services.leaderboards.mine(actor.workspace, actor.member)
            )
        case BoardWord.HERE:
            return await _here(typed, rest, parts)
        case BoardWord.OFF if not typed.is_direct:
            answer_later(parts, typed, partial(_off, typed, parts))
            return None
        case BoardWord.OFF:
            return replies.channel_needed()
        case _:
            return replies.unknown_subcommand(f"board {word}", meant=None)


async def _here(typed: Typed, rest: str, parts: Parts) -> Rendered | None:
    if typed.is_direct:
        return replies.channel_needed()
    weekday, hour = read_schedule(rest)
    zone = zone_named(await _zone(typed, parts))
    schedule = BoardSchedule(weekday=weekday, hour=hour, zone=zone)
    before = await parts.services.leaderboards.find(typed.actor.workspace, typed.channel)
    if before is None:
        answer_later(parts, typed, partial(_set_up, typed, schedule, parts))
    else:
        answer_later(parts, typed, partial(_moved, typed, schedule, before, parts))
    return None


async def _set_up(typed: Typed, schedule: BoardSchedule, parts: Parts) -> Rendered:
    """Give the channel a board, and invite people to it.

    The invitation also shows whether the app may post there; otherwise there is no board.
    """
    first = await _schedule(typed, schedule, parts)
    outcome = await _post(typed, first, schedule.zone, parts, draw=render_board_scheduled)
    if not isinstance(outcome, Delivered | Unknown):
        await parts.services.leaderboards.unschedule(typed.actor.workspace, typed.channel)
        refused = isinstance(outcome, Unreachable)
        return replies.not_in_channel() if refused else replies.board_not_announced()
    parts.homes.refresh(typed.actor)
    return replies.board_scheduled(first, zone=schedule.zone)


async def _moved(typed: Typed, schedule: BoardSchedule, before: datetime, parts: Parts) -> Rendered:
    """Change when the channel's board comes, and say so there in a line."""
    if schedule.next_after(parts.clock.now()) == before:
        return replies.board_as_it_was(before, zone=schedule.zone)
    following = await _schedule(typed, schedule, parts)
    parts.homes.refresh(typed.actor)
    outcome = await _post(typed, following, schedule.zone, parts, draw=render_board_moved)
    if isinstance(outcome, Unreachable):
        return replies.not_in_channel()
    return replies.board_scheduled(following, zone=schedule.zone)


async def _schedule(typed: Typed, schedule: BoardSchedule, parts: Parts) -> datetime:
    actor = typed.actor
    return await parts.services.leaderboards.schedule(
        actor.workspace, typed.channel, set_by=actor.member, when=schedule
    )


async def _post(
    typed: Typed, next_at: datetime, zone: ZoneInfo, parts: Parts, *, draw: Announcement
) -> Outcome:
    announcement = draw(by=typed.actor.member, next_at=next_at, zone=zone)
    return await parts.messenger.post(typed.actor.workspace, typed.channel, announcement)


async def _off(typed: Typed, parts: Parts) -> Rendered:
    actor = typed.actor
    found = await parts.services.leaderboards.unschedule(actor.workspace, typed.channel)
    if found:
        line = render_board_off(by=actor.member)
        await parts.messenger.post(actor.workspace, typed.channel, line)
    parts.homes.refresh(actor)
    return replies.board_unscheduled(found=found)


async def _zone(typed: Typed, parts: Parts) -> str:
    """Return the zone of whoever asks: their own choice, or else their profile's."""
    actor = typed.actor
    member = await parts.services.membership.find(actor.workspace, actor.member)
    if member is not None:
        return member.settings.zone
    profile = await parts.surfaces.find_profile(actor.workspace, actor.member)
    if profile is None or profile.zone is None:
        raise NotOptedInError
    try:
        zone_named(profile.zone)
    except UnknownZoneError:
        raise NotOptedInError from None
    return profile.zone
