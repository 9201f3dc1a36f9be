"""Cleaning up early behind what changes all day."""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_BUSY = ("members", "nudges", "daily_totals")
"""Every nudge changes a row of the first two, and every answer one of the third.

Old versions lie in the indexes that begin with the due time, just where each tick looks, and a
board reads an index alone only where no old versions are. PostgreSQL would wait until a fifth of a
table is old; a fiftieth of a large one is soon enough to go unnoticed. Room in the pages for
versions next to one another would not help: these updates change columns that are indexed.
"""


def upgrade() -> None:
    """Bring the schema forward."""
    if op.get_bind().dialect.name == "postgresql":
        for table in _BUSY:
            op.execute(f"ALTER TABLE {table} SET (autovacuum_vacuum_scale_factor = 0.02)")


def downgrade() -> None:
    """Take the schema back."""
    if op.get_bind().dialect.name == "postgresql":
        for table in _BUSY:
            op.execute(f"ALTER TABLE {table} RESET (autovacuum_vacuum_scale_factor)")
