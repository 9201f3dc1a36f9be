"""Turns to call Slack, shared by processes."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema forward."""
    op.create_table(
        "turns",
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("method", sa.String(length=64), nullable=False),
        sa.Column("spent_until", sa.BigInteger(), nullable=False),
        sa.Column("held_until", sa.BigInteger(), nullable=False),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.Column("taken", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "method", name=op.f("pk_turns")),
        sqlite_with_rowid=False,
        # Its rows change all the time and in place, where a page has room for the next version.
        postgresql_with={"fillfactor": 50},
    )
    if op.get_bind().dialect.name == "postgresql":
        # No commit waits for the disk: what a crash would lose is a minute's worth of politeness.
        op.execute("ALTER TABLE turns SET UNLOGGED")


def downgrade() -> None:
    """Take the schema back."""
    op.drop_table("turns")
