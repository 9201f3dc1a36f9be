"""Finding the records of old boards' posts, which are kept no longer."""

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema forward."""
    op.create_index("ix_board_posts_last_day", "board_posts", ["last_day"])


def downgrade() -> None:
    """Take the schema back."""
    op.drop_index("ix_board_posts_last_day", table_name="board_posts")
