"""Queries about installations, whose tokens are encrypted, and about the states of new ones."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import delete, or_, select, update
from sqlalchemy.engine import Row
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.ids import MemberId, WorkspaceId
from bot.storage.encryption import Cipher
from bot.storage.tables import installations, oauth_states
from bot.storage.upsert import insert_into


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """What opens a workspace to the bot.

    Attributes:
        refresh: what the next tokens are asked for with, where they rotate.
        expires_at: when `access` stops working, where they rotate.
    """

    access: str = field(repr=False)
    refresh: str | None = field(default=None, repr=False)
    expires_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Installation:
    """The bot in one workspace, as Slack let it in.

    Attributes:
        is_org: the workspace is an organisation that installed the app as a whole.
        bot_id: the bot, as events name it.
        bot_user_id: the user that the bot is.
        scopes: what it may do there, as granted.
    """

    workspace: WorkspaceId
    is_org: bool
    bot_id: str
    bot_user_id: MemberId
    tokens: Tokens
    scopes: frozenset[str]
    installed_by: MemberId
    installed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealed:
    """The tokens of one row, as they are stored."""

    workspace: WorkspaceId
    access: bytes
    refresh: bytes | None


async def save(connection: AsyncConnection, cipher: Cipher, installation: Installation) -> None:
    """Write an installation, over the one before if there is one."""
    values = {
        "is_org": installation.is_org,
        "bot_id": installation.bot_id,
        "bot_user_id": installation.bot_user_id,
        "scopes": " ".join(sorted(installation.scopes)),
        "installed_by": installation.installed_by,
        "installed_at": installation.installed_at,
        "refreshing_until": None,
        **_sealed(cipher, installation.workspace, installation.tokens),
    }
    await connection.execute(
        insert_into(connection, installations)
        .values(workspace_id=installation.workspace, **values)
        .on_conflict_do_update(index_elements=["workspace_id"], set_=values)
    )


async def find(
    connection: AsyncConnection, cipher: Cipher, workspace: WorkspaceId
) -> Installation | None:
    """Return how the bot is installed in a workspace, or None.

    Raises:
        UndecipherableError: no key opens its tokens.
    """
    row = (
        await connection.execute(
            select(installations).where(installations.c.workspace_id == workspace)
        )
    ).one_or_none()
    return None if row is None else _installation(cipher, row)


async def count_without(connection: AsyncConnection, scope: str) -> int:
    """Return how many workspaces that installed the app did not grant a scope."""
    rows = await connection.scalars(select(installations.c.scopes))
    return sum(scope not in scopes.split() for scopes in rows)


async def forget(connection: AsyncConnection, workspace: WorkspaceId) -> None:
    """Remove an installation with its tokens."""
    await connection.execute(delete(installations).where(installations.c.workspace_id == workspace))


async def claim_refresh(
    connection: AsyncConnection,
    workspace: WorkspaceId,
    *,
    expires_at: datetime,
    now: datetime,
    until: datetime,
) -> bool:
    """Take it on to refresh tokens that expire at an instant; tell whether nobody else has."""
    claimed = await connection.execute(
        update(installations)
        .where(
            installations.c.workspace_id == workspace,
            installations.c.token_expires_at == expires_at,
            or_(
                installations.c.refreshing_until.is_(None),
                installations.c.refreshing_until <= now,
            ),
        )
        .values(refreshing_until=until)
    )
    return claimed.rowcount > 0


async def end_refresh(
    connection: AsyncConnection,
    cipher: Cipher,
    workspace: WorkspaceId,
    *,
    claimed_until: datetime,
    tokens: Tokens,
) -> None:
    """Write refreshed tokens, unless somebody else has taken it on since, or installed again."""
    await connection.execute(
        update(installations)
        .where(
            installations.c.workspace_id == workspace,
            installations.c.refreshing_until == claimed_until,
        )
        .values(refreshing_until=None, **_sealed(cipher, workspace, tokens))
    )


async def list_sealed(
    connection: AsyncConnection, *, after: WorkspaceId, limit: int
) -> list[Sealed]:
    """Return the stored tokens of the next workspaces, in the order of their ids."""
    rows = await connection.execute(
        select(
            installations.c.workspace_id,
            installations.c.bot_token,
            installations.c.refresh_token,
        )
        .where(installations.c.workspace_id > after)
        .order_by(installations.c.workspace_id)
        .limit(limit)
    )
    return [
        Sealed(
            workspace=WorkspaceId(row.workspace_id),
            access=row.bot_token,
            refresh=row.refresh_token,
        )
        for row in rows
    ]


async def replace_sealed(
    connection: AsyncConnection, old: Sealed, *, access: bytes, refresh: bytes | None
) -> bool:
    """Put other bytes in the place of stored tokens; tell whether those were still there."""
    replaced = await connection.execute(
        update(installations)
        .where(
            installations.c.workspace_id == old.workspace, installations.c.bot_token == old.access
        )
        .values(bot_token=access, refresh_token=refresh)
    )
    return replaced.rowcount > 0


async def add_state(connection: AsyncConnection, digest: str, *, expires_at: datetime) -> None:
    """Write down that an installation has begun."""
    await connection.execute(
        insert_into(connection, oauth_states).values(digest=digest, expires_at=expires_at)
    )


async def take_state(connection: AsyncConnection, digest: str, *, now: datetime) -> bool:
    """Use a state up; tell whether it was there, and not expired."""
    taken = await connection.execute(
        delete(oauth_states).where(oauth_states.c.digest == digest, oauth_states.c.expires_at > now)
    )
    return taken.rowcount > 0


async def forget_states(connection: AsyncConnection, *, now: datetime, limit: int) -> None:
    """Remove states that have expired, so many at most."""
    expired = (
        select(oauth_states.c.digest)
        .where(oauth_states.c.expires_at <= now)
        .order_by(oauth_states.c.expires_at)
        .limit(limit)
    )
    await connection.execute(
        delete(oauth_states).where(oauth_states.c.digest.in_(expired.scalar_subquery()))
    )


def _sealed(cipher: Cipher, workspace: WorkspaceId, tokens: Tokens) -> dict[str, Any]:
    refresh = tokens.refresh
    return {
        "bot_token": cipher.seal(tokens.access, owner=workspace),
        "refresh_token": None if refresh is None else cipher.seal(refresh, owner=workspace),
        "token_expires_at": tokens.expires_at,
    }


def _installation(cipher: Cipher, row: Row[Any]) -> Installation:
    workspace = WorkspaceId(row.workspace_id)
    refresh = row.refresh_token
    return Installation(
        workspace=workspace,
        is_org=row.is_org,
        bot_id=row.bot_id,
        bot_user_id=MemberId(row.bot_user_id),
        tokens=Tokens(
            access=cipher.open(row.bot_token, owner=workspace),
            refresh=None if refresh is None else cipher.open(refresh, owner=workspace),
            expires_at=row.token_expires_at,
        ),
        scopes=frozenset(row.scopes.split()),
        installed_by=MemberId(row.installed_by),
        installed_at=row.installed_at,
    )
