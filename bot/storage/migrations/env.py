"""What Alembic runs: the migrations, on the connection that it was given."""

from alembic import context
from sqlalchemy import Connection

from bot.storage.tables import metadata


def _run(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=metadata,
        render_as_batch=connection.dialect.name == "sqlite",
        transactional_ddl=True,
    )
    context.run_migrations()


_run(context.config.attributes["connection"])
