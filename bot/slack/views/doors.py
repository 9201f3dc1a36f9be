"""Opens the modals, for whoever may have them."""

from bot.domain.member import Member
from bot.services.consent import opted_in
from bot.services.errors import NotOptedInError
from bot.slack.parts import Parts
from bot.slack.payloads import Actor, Pressed, Typed
from bot.slack.render.leave_modal import render_leave
from bot.slack.render.pause_modal import render_pause
from bot.slack.render.settings_modal import draft_of, render_settings

Asked = Pressed | Typed
"""What a modal opens for: a press or a command, which can be answered later on."""


class CannotJoinError(Exception):
    """The person is no colleague: a program, somebody deleted, or of another workspace."""


async def open_join(parts: Parts, asked: Asked) -> None:
    """Open the modal in which a newcomer joins, or a member changes settings.

    Raises:
        CannotJoinError: joining is not for them.
        ModalNotOpenedError: Slack did not open it.
    """
    actor = asked.actor
    member = await parts.services.membership.find(actor.workspace, actor.member)
    if member is not None and member.is_opted_in:
        await _open_settings(parts, asked, member)
        return
    profile = await parts.surfaces.find_profile(actor.workspace, actor.member)
    if profile is not None:
        parts.admins.heard(actor, profile)
        await parts.voices.hear(actor, profile.locale)
    if actor.outside or (profile is not None and not profile.may_join):
        raise CannotJoinError
    draft = draft_of(
        None if member is None else member.settings,
        zone=None if profile is None else profile.zone,
    )
    modal = render_settings(draft, joining=True, answer_url=asked.response_url)
    await parts.surfaces.open_modal(actor.workspace, asked.trigger, modal)


async def open_settings(parts: Parts, asked: Asked) -> None:
    """Open the modal in which a member changes settings.

    Raises:
        NotOptedInError: they have not joined.
        ModalNotOpenedError: Slack did not open it.
    """
    await _open_settings(parts, asked, await _member(parts, asked.actor))


async def open_leave(parts: Parts, asked: Asked, *, erase: bool = False) -> None:
    """Open the modal that asks what becomes of somebody's history; `erase` chooses for them.

    Raises:
        NotOptedInError: they never joined.
        ModalNotOpenedError: Slack did not open it.
    """
    actor = asked.actor
    member = await parts.services.membership.find(actor.workspace, actor.member)
    if member is None:
        raise NotOptedInError
    modal = render_leave(
        has_left=not member.is_opted_in,
        erase=erase,
        boards=await parts.services.profile.list_boards(actor.workspace, actor.member),
        answer_url=asked.response_url,
    )
    await parts.surfaces.open_modal(actor.workspace, asked.trigger, modal)


async def open_pause(parts: Parts, asked: Asked) -> None:
    """Open the modal that asks for how long it is to be quiet.

    Raises:
        NotOptedInError: they have not joined.
        ModalNotOpenedError: Slack did not open it.
    """
    await _member(parts, asked.actor)
    modal = render_pause(answer_url=asked.response_url)
    await parts.surfaces.open_modal(asked.actor.workspace, asked.trigger, modal)


async def _member(parts: Parts, actor: Actor) -> Member:
    return opted_in(await parts.services.membership.find(actor.workspace, actor.member))


async def _open_settings(parts: Parts, asked: Asked, member: Member) -> None:
    draft = draft_of(member.settings, zone=None)
    modal = render_settings(draft, joining=False, answer_url=asked.response_url)
    await parts.surfaces.open_modal(asked.actor.workspace, asked.trigger, modal)
