"""Queries about the languages of members, which every command asks for."""

from dataclasses import dataclass

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.ids import MemberId, WorkspaceId
from bot.storage.tables import members


@dataclass(frozen=True, slots=True)
class Spoken:
    """What is known of a member's language.

    Attributes:
        chosen: their own choice, or None for none.
        locale: the language in which Slack shows itself to them, if known.
    """

    chosen: str | None
    locale: str | None


async def find(
    connection: AsyncConnection, workspace: WorkspaceId, member: MemberId
) -> Spoken | None:
    """Return what is known of a member's language, or None for somebody who never joined."""
    row = (
        await connection.execute(
            select(members.c.language, members.c.locale).where(
                members.c.workspace_id == workspace, members.c.member_id == member
            )
        )
    ).one_or_none()
    return None if row is None else Spoken(chosen=row.language, locale=row.locale)


async def note(
    connection: AsyncConnection, workspace: WorkspaceId, member: MemberId, locale: str
) -> None:
    """Write down a member's locale."""
    await connection.execute(
        update(members)
        .where(members.c.workspace_id == workspace, members.c.member_id == member)
        .values(locale=locale)
    )
