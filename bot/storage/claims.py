"""Claiming members whose slot has come, and writing down how they are planned from there."""

import json
from collections.abc import Collection, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection

from bot.domain.cadence import Anchors, Slot
from bot.domain.ids import MemberId, WorkspaceId
from bot.domain.member import BoardName, Member, OptIn, Settings
from bot.storage import codec
from bot.storage.due import SERVED
from bot.storage.many import look_up, lookup_of
from bot.storage.raw import Instants, Raw, change_of, fetch, instants, query, write_many
from bot.storage.tables import members

_PLANNING = (
    "opt_in",
    "paused_until",
    "stand_anchor_at",
    "squeeze_anchor_at",
    "walk_anchor_at",
    "selfcare_anchor_at",
    "last_nudge_at",
    "recent_nudges",
    "snoozed_until",
    "snoozed_kinds",
    "next_due_at",
    "next_kinds",
    "nudges",
)
"""What a claim or an answer changes of a member."""

_COLUMNS = (
    "member_id",
    "zone",
    "hours",
    "plan",
    "board_name",
    "alias",
    "joined_at",
    *_PLANNING,
)
_SELECT = f"SELECT {', '.join(_COLUMNS)} FROM members WHERE workspace_id ="  # noqa: S608 - names of our own
_LOCKED = lookup_of(
    members,
    columns=("workspace_id", *_COLUMNS),
    given=[("workspace_id", "="), ("member_id", "=")],
    locked=True,
)
_DUE = query(
    f"{_SELECT} ? AND next_due_at <= ? AND {SERVED} ORDER BY next_due_at LIMIT ?",
    at_end="FOR UPDATE SKIP LOCKED",
)
_SOME = Raw(
    sqlite=f"{_SELECT} ? AND member_id IN (SELECT value FROM json_each(?))",  # noqa: S608 - same
    postgresql=f"{_SELECT} %s AND member_id = ANY(%s)",
)

_ADVANCE = change_of(members, columns=_PLANNING, keys=("workspace_id", "member_id"))

_OPT_IN = {opt_in.value: opt_in for opt_in in OptIn}


def list_due(
    connection: Connection, workspace: WorkspaceId, *, now: datetime, limit: int
) -> list[Member]:
    """Lock and return members of a served workspace whose slot has come, the longest due first."""
    kept = instants(connection)
    rows = fetch(connection, _DUE, workspace, kept.write(now), workspace, limit)
    return [_member(workspace, row, kept) for row in rows]


def find_some(
    connection: Connection, workspace: WorkspaceId, ids: Collection[MemberId]
) -> dict[MemberId, Member]:
    """Return those of some members that there are."""
    if not ids:
        return {}
    given = json.dumps(list(ids)) if connection.dialect.name == "sqlite" else list(ids)
    kept = instants(connection)
    found = [_member(workspace, row, kept) for row in fetch(connection, _SOME, workspace, given)]
    return {member.id: member for member in found}


def list_locked(
    connection: Connection, whose: Collection[tuple[WorkspaceId, MemberId]]
) -> dict[tuple[WorkspaceId, MemberId], Member]:
    """Lock and return those of some members, of any workspaces, that there are.

    The locks keep other writers away until the transaction ends. Whoever writes about members locks
    them first, and several in one and the same order, so that no two writers wait for each other.
    """
    kept = instants(connection)
    return {
        (workspace, row[0]): _member(workspace, row, kept)
        for workspace, *row in look_up(connection, _LOCKED, sorted(whose))
    }


def advance(connection: Connection, advanced: Sequence[Member]) -> None:
    """Write the planning of many members."""
    write = instants(connection).write
    write_many(connection, _ADVANCE, [_planning(member, write) for member in advanced])


def _member(workspace: WorkspaceId, row: Sequence[Any], kept: Instants) -> Member:
    read = kept.read
    member_id, *settings = row[:6]
    joined_at, opt_in, paused_until, stand, squeeze, walk, selfcare = row[6:13]
    last_nudge_at, recent, snoozed_until, snoozed_kinds, next_due_at, next_kinds, nudges = row[13:]
    return Member(
        workspace=workspace,
        id=MemberId(member_id),
        opt_in=_OPT_IN[opt_in],
        settings=_settings(*settings),
        joined_at=kept.must_read(joined_at),
        anchors=Anchors(
            stand=read(stand), squeeze=read(squeeze), walk=read(walk), selfcare=read(selfcare)
        ),
        paused_until=read(paused_until),
        last_nudge_at=read(last_nudge_at),
        recent=codec.read_instants(recent),
        snoozed=_slot(read(snoozed_until), snoozed_kinds),
        next_slot=_slot(read(next_due_at), next_kinds),
        nudges=nudges,
    )


@lru_cache(maxsize=16384)
def _settings(zone: str, hours: str, plan: str, board_name: str, alias: str | None) -> Settings:
    """Return what many members have chosen alike, as one value."""
    return Settings(
        zone=zone,
        hours=codec.read_hours(hours),
        plan=codec.read_plan(plan),
        board_name=BoardName(board_name),
        alias=alias,
    )


def _slot(at: datetime | None, kinds: str) -> Slot | None:
    return None if at is None else Slot(at=at, kinds=codec.read_kinds(kinds))


def _planning(member: Member, write: Any) -> tuple[object, ...]:  # noqa: ANN401 - as drivers take instants
    anchors, snoozed, following = member.anchors, member.snoozed, member.next_slot
    return (
        str(member.opt_in),
        write(member.paused_until),
        write(anchors.stand),
        write(anchors.squeeze),
        write(anchors.walk),
        write(anchors.selfcare),
        write(member.last_nudge_at),
        codec.write_instants(member.recent),
        None if snoozed is None else write(snoozed.at),
        "" if snoozed is None else codec.write_kinds(snoozed.kinds),
        None if following is None else write(following.at),
        "" if following is None else codec.write_kinds(following.kinds),
        member.nudges,
        member.workspace,
        member.id,
    )
