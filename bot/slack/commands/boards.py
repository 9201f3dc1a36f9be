"""`/unsit board`: one's own place, and a channel's weekly board."""

from datetime import datetime

from bot.domain.leaderboard import BoardSchedule
from bot.domain.zone import UnknownZoneError, zone_named
from bot.services.errors import NotOptedInError
from bot.services.ports import Delivered, Outcome, Unknown, Unreachable
from bot.slack.commands.schedules import read_schedule
from bot.slack.ids import BoardWord
from bot.slack.parts import Parts
from bot.slack.payloads import Typed
from bot.slack.render import replies
from bot.slack.render.leaderboard import render_board_scheduled, render_my_place
from bot.slack.render.message import Rendered


async def board(typed: Typed, parts: Parts) -> Rendered:
    """Show somebody's own place, or do to the channel's board what is said."""
    word, _, rest = typed.rest.partition(" ")
    match word.lower():
        case "":
            actor = typed.actor
            return render_my_place(
                await parts.services.leaderboards.mine(actor.workspace, actor.member)
            )
        case BoardWord.HERE:
            return await _here(typed, rest, parts)
        case BoardWord.OFF:
            return await _off(typed, parts)
        case _:
            return replies.unknown_subcommand(f"board {word}", meant=None)


async def _here(typed: Typed, rest: str, parts: Parts) -> Rendered:
    if typed.is_direct:
        return replies.channel_needed()
    weekday, hour = read_schedule(rest)
    zone = zone_named(await _zone(typed, parts))
    schedule = BoardSchedule(weekday=weekday, hour=hour, zone=zone)
    workspace, member = typed.actor.workspace, typed.actor.member
    first = await parts.services.leaderboards.schedule(
        workspace, typed.channel, set_by=member, when=schedule
    )
    outcome = await _announce(typed, schedule, first, parts)
    if not isinstance(outcome, Delivered | Unknown):
        await parts.services.leaderboards.unschedule(workspace, typed.channel)
        refused = isinstance(outcome, Unreachable)
        return replies.not_in_channel() if refused else replies.board_not_announced()
    parts.homes.refresh(typed.actor)
    return replies.board_scheduled(first, zone=zone, now=parts.clock.now())


async def _announce(
    typed: Typed, schedule: BoardSchedule, first: datetime, parts: Parts
) -> Outcome:
    """Tell the channel at once, which also shows whether the app may post there."""
    announcement = render_board_scheduled(
        set_by=typed.actor.member, first=first, zone=schedule.zone, now=parts.clock.now()
    )
    return await parts.messenger.post(typed.actor.workspace, typed.channel, announcement)


async def _off(typed: Typed, parts: Parts) -> Rendered:
    found = await parts.services.leaderboards.unschedule(typed.actor.workspace, typed.channel)
    parts.homes.refresh(typed.actor)
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
