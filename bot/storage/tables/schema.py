"""What all tables share: one collection of them, the names of constraints, the usual columns."""

from sqlalchemy import ForeignKeyConstraint, MetaData, String

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

ID = String(32)
WORD = String(24)


def of_workspace() -> ForeignKeyConstraint:
    """Tie a row to its workspace, with which it goes."""
    return ForeignKeyConstraint(["workspace_id"], ["workspaces.workspace_id"], ondelete="CASCADE")


def of_member() -> ForeignKeyConstraint:
    """Tie a row to its member, with whom it goes."""
    return ForeignKeyConstraint(
        ["workspace_id", "member_id"],
        ["members.workspace_id", "members.member_id"],
        ondelete="CASCADE",
    )
