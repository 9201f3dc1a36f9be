"""Opens the modals, for whoever may have them."""

from bot.domain.exercise import ExerciseKey, of_kind
from bot.domain.member import Member, OptIn
from bot.services.errors import NotOptedInError
from bot.slack.parts import Parts
from bot.slack.payloads import Actor
from bot.slack.render.how_modal import render_how
from bot.slack.render.leave_modal import render_leave
from bot.slack.render.settings_modal import draft_of, render_settings


class CannotJoinError(Exception):
    """The person is no colleague: a program, somebody deleted, or of another workspace."""


async def open_join(parts: Parts, actor: Actor, trigger: str | None) -> None:
    """Open the modal in which a newcomer joins, or a member changes settings.

    Raises:
        CannotJoinError: joining is not for them.
        ModalNotOpenedError: Slack did not open it.
    """
    member = await parts.services.membership.find(actor.workspace, actor.member)
    if member is not None and has_opted_in(member):
        await _open_settings(parts, actor, trigger, member)
        return
    profile = await parts.surfaces.find_profile(actor.workspace, actor.member)
    if actor.outside or (profile is not None and not profile.may_join):
        raise CannotJoinError
    draft = draft_of(
        None if member is None else member.settings,
        zone=None if profile is None else profile.zone,
    )
    modal = render_settings(draft, joining=True)
    await parts.surfaces.open_modal(actor.workspace, trigger, modal)


async def open_settings(parts: Parts, actor: Actor, trigger: str | None) -> None:
    """Open the modal in which a member changes settings.

    Raises:
        NotOptedInError: they have not joined.
        ModalNotOpenedError: Slack did not open it.
    """
    await _open_settings(parts, actor, trigger, await _member(parts, actor))


async def open_leave(parts: Parts, actor: Actor, trigger: str | None) -> None:
    """Open the modal that asks what becomes of somebody's history.

    Raises:
        NotOptedInError: they never joined.
        ModalNotOpenedError: Slack did not open it.
    """
    if await parts.services.membership.find(actor.workspace, actor.member) is None:
        raise NotOptedInError
    await parts.surfaces.open_modal(actor.workspace, trigger, render_leave())


async def open_how(parts: Parts, actor: Actor, trigger: str | None) -> None:
    """Open the modal that shows how a member's exercises are done.

    Raises:
        NotOptedInError: they have not joined.
        ModalNotOpenedError: Slack did not open it.
    """
    member = await _member(parts, actor)
    modal = render_how(_exercises(member), member.settings.plan.body)
    await parts.surfaces.open_modal(actor.workspace, trigger, modal)


def has_opted_in(member: Member) -> bool:
    """Tell whether a member is in, be it in a pause."""
    return member.opt_in in {OptIn.ACTIVE, OptIn.PAUSED}


async def _member(parts: Parts, actor: Actor) -> Member:
    member = await parts.services.membership.find(actor.workspace, actor.member)
    if member is None or not has_opted_in(member):
        raise NotOptedInError
    return member


async def _open_settings(parts: Parts, actor: Actor, trigger: str | None, member: Member) -> None:
    modal = render_settings(draft_of(member.settings, zone=None), joining=False)
    await parts.surfaces.open_modal(actor.workspace, trigger, modal)


def _exercises(member: Member) -> tuple[ExerciseKey, ...]:
    return tuple(exercise.key for kind in member.settings.plan.kinds for exercise in of_kind(kind))
