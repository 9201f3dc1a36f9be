"""Queries about members, and the mapping between their rows and values."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.engine import Row
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.cadence import Anchors, Slot
from bot.domain.exercise import Kind
from bot.domain.ids import MemberId, WorkspaceId
from bot.domain.member import BoardName, Member, OptIn, Settings
from bot.storage import codec
from bot.storage.tables import members
from bot.storage.upsert import insert_into

_KEY = ("workspace_id", "member_id")


async def find(
    connection: AsyncConnection, workspace: WorkspaceId, member: MemberId, *, lock: bool = False
) -> Member | None:
    """Return a member, or None; `lock` keeps other writers away until the transaction ends."""
    query = select(members).where(
        members.c.workspace_id == workspace, members.c.member_id == member
    )
    if lock:
        query = query.with_for_update(key_share=True)
    row = (await connection.execute(query)).one_or_none()
    return None if row is None else _member(row)


async def save(connection: AsyncConnection, member: Member) -> None:
    """Write a member, new or not."""
    values = _values(member)
    changed = {name: value for name, value in values.items() if name not in _KEY}
    await connection.execute(
        insert_into(connection, members)
        .values(values)
        .on_conflict_do_update(index_elements=list(_KEY), set_=changed)
    )


async def remove(connection: AsyncConnection, workspace: WorkspaceId, member: MemberId) -> bool:
    """Remove a member with what hangs on them; tell whether there was one."""
    result = await connection.execute(
        delete(members).where(members.c.workspace_id == workspace, members.c.member_id == member)
    )
    return result.rowcount > 0


def _member(row: Row[Any]) -> Member:
    return Member(
        workspace=WorkspaceId(row.workspace_id),
        id=MemberId(row.member_id),
        opt_in=OptIn(row.opt_in),
        settings=Settings(
            zone=row.zone,
            hours=codec.read_hours(row.hours),
            plan=codec.read_plan(row.plan),
            board_name=BoardName(row.board_name),
            alias=row.alias,
        ),
        joined_at=row.joined_at,
        anchors=Anchors(
            stand=row.stand_anchor_at,
            squeeze=row.squeeze_anchor_at,
            walk=row.walk_anchor_at,
            selfcare=row.selfcare_anchor_at,
        ),
        paused_until=row.paused_until,
        last_nudge_at=row.last_nudge_at,
        recent=codec.read_instants(row.recent_nudges),
        snoozed=_slot(row.snoozed_until, row.snoozed_kinds),
        next_slot=_slot(row.next_due_at, row.next_kinds),
        nudges=row.nudges,
    )


def _slot(at: datetime | None, kinds: str) -> Slot | None:
    return None if at is None else Slot(at=at, kinds=codec.read_kinds(kinds))


def _planning(member: Member) -> dict[str, Any]:
    anchors = {f"{kind.value}_anchor_at": member.anchors.of(kind) for kind in Kind}
    return {
        "opt_in": member.opt_in,
        "paused_until": member.paused_until,
        **anchors,
        "last_nudge_at": member.last_nudge_at,
        "recent_nudges": codec.write_instants(member.recent),
        **_slot_values("snoozed_until", "snoozed_kinds", member.snoozed),
        **_slot_values("next_due_at", "next_kinds", member.next_slot),
        "nudges": member.nudges,
    }


def _slot_values(at: str, kinds: str, slot: Slot | None) -> Mapping[str, Any]:
    if slot is None:
        return {at: None, kinds: ""}
    return {at: slot.at, kinds: codec.write_kinds(slot.kinds)}


def _values(member: Member) -> dict[str, Any]:
    settings = member.settings
    return {
        "workspace_id": member.workspace,
        "member_id": member.id,
        "zone": settings.zone,
        "hours": codec.write_hours(settings.hours),
        "plan": codec.write_plan(settings.plan),
        "board_name": settings.board_name,
        "alias": settings.alias,
        "joined_at": member.joined_at,
        **_planning(member),
    }
