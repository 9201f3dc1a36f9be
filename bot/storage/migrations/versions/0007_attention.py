"""When nudges are welcome: presence, quiet blocks, holidays, back-off, languages, policies."""

import sqlalchemy as sa
from alembic import op

from bot.storage.types import UtcDateTime

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_ID = sa.String(32)
_WORD = sa.String(24)


def upgrade() -> None:
    """Bring the schema forward."""
    op.add_column("workspaces", sa.Column("paused_until", UtcDateTime()))
    op.add_column("nudges", sa.Column("tip", _ID))
    for column in _of_members():
        op.add_column("members", column)
    _create_presences()
    _create_policies()


def downgrade() -> None:
    """Take the schema back."""
    for table in ("own_exercises", "policies", "presences"):
        op.drop_table(table)
    for column in reversed(_of_members()):
        op.drop_column("members", column.name)
    op.drop_column("nudges", "tip")
    op.drop_column("workspaces", "paused_until")


def _of_members() -> list[sa.Column[object]]:
    no_week = "[[], [], [], [], [], [], []]"
    return [
        sa.Column("quiet", sa.Text(), nullable=False, server_default=no_week),
        sa.Column("calendar", sa.String(32), nullable=False, server_default=""),
        sa.Column("calendar_is_own", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("language", sa.String(16)),
        sa.Column("tips", sa.Boolean(), nullable=False, server_default=sa.true()),
        sa.Column("locale", sa.String(16)),
        sa.Column("programme_since", sa.Date()),
        sa.Column("announces", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("held_kinds", sa.String(64), nullable=False, server_default=""),
        sa.Column("unanswered", sa.Integer(), nullable=False, server_default="0"),
    ]


def _of_workspace(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["workspace_id"],
        ["workspaces.workspace_id"],
        name=f"fk_{table}_workspaces",
        ondelete="CASCADE",
    )


def _create_presences() -> None:
    op.create_table(
        "presences",
        sa.Column("workspace_id", _ID, nullable=False),
        sa.Column("member_id", _ID, nullable=False),
        sa.Column("dnd_start_at", UtcDateTime()),
        sa.Column("dnd_end_at", UtcDateTime()),
        sa.Column("status", _WORD),
        sa.Column("status_until", UtcDateTime()),
        sa.Column("status_since", UtcDateTime()),
        sa.Column("in_huddle", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("huddle_until", UtcDateTime()),
        sa.Column("huddle_since", UtcDateTime()),
        sa.Column("seen_at", UtcDateTime()),
        sa.Column("dnd_seen_at", UtcDateTime()),
        sa.Column("asked_at", UtcDateTime()),
        sa.PrimaryKeyConstraint("workspace_id", "member_id", name="pk_presences"),
        sa.ForeignKeyConstraint(
            ["workspace_id", "member_id"],
            ["members.workspace_id", "members.member_id"],
            name="fk_presences_members",
            ondelete="CASCADE",
        ),
        sqlite_with_rowid=False,
    )


def _create_policies() -> None:
    op.create_table(
        "policies",
        sa.Column("workspace_id", _ID, nullable=False),
        sa.Column("calendar", sa.String(32), nullable=False, server_default=""),
        sa.Column("statuses", sa.Text(), nullable=False, server_default=""),
        sa.PrimaryKeyConstraint("workspace_id", name="pk_policies"),
        _of_workspace("policies"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "own_exercises",
        sa.Column("workspace_id", _ID, nullable=False),
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("kind", _WORD, nullable=False),
        sa.Column("text", sa.String(200), nullable=False),
        sa.Column("link", sa.String(500)),
        sa.Column("added_by", _ID, nullable=False),
        sa.Column("added_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "key", name="pk_own_exercises"),
        _of_workspace("own_exercises"),
        sqlite_with_rowid=False,
    )
