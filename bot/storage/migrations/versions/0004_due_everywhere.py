"""Finding what is due without a look at each workspace."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_RETRY = sa.text("retry_at IS NOT NULL")
_DUE = sa.text("next_due_at IS NOT NULL")
_INDEXES = (
    ("ix_members_next_due_at", "members", "next_due_at", _DUE),
    ("ix_nudges_retry_at", "nudges", "retry_at", _RETRY),
    ("ix_boards_next_post_at", "boards", "next_post_at", None),
    ("ix_board_posts_retry_at", "board_posts", "retry_at", _RETRY),
)


def upgrade() -> None:
    """Bring the schema forward."""
    for name, table, column, where in _INDEXES:
        op.create_index(
            name,
            table,
            [column, "workspace_id"],
            unique=False,
            sqlite_where=where,
            postgresql_where=where,
        )


def downgrade() -> None:
    """Take the schema back."""
    for name, table, _, _ in _INDEXES:
        op.drop_index(name, table_name=table)
