"""When a member's plan last changed, so that no suggestion counts what came before."""

import sqlalchemy as sa
from alembic import op

from bot.storage.types import UtcDateTime

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema forward."""
    op.add_column("members", sa.Column("plan_changed_at", UtcDateTime()))


def downgrade() -> None:
    """Take the schema back."""
    op.drop_column("members", "plan_changed_at")
