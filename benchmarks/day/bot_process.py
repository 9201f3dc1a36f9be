"""`unsit web` or `unsit worker`, as an operator starts them, but on a fast clock.

python -m benchmarks.day.bot_process web|worker BEGAN_AT DAY_AT SPEED
"""

import os
import sys
from datetime import datetime

import uvloop

from benchmarks.day.clock import FastClock
from bot import logs, process, settings
from bot.setting_checks import LogFormat


def main() -> None:
    """Run until a signal ends the process."""
    role, began_at, day_at, speed = sys.argv[1:]
    given = settings.load(os.environ)  # noqa: TID251 - the operator's settings, as everywhere
    secrets = (
        given.slack_signing_secret,
        given.slack_client_secret,
        given.unsit_encryption_keys,
    )
    logs.configure(
        given.log_level,
        as_json=given.log_format is LogFormat.JSON,
        stream=sys.stderr,
        secrets=tuple(secret.get_secret_value() for secret in secrets if secret is not None),
    )
    clock = FastClock(
        began_at=float(began_at), day_at=datetime.fromisoformat(day_at), speed=float(speed)
    )
    is_web = role == "web"
    uvloop.run(process.run(given, web=is_web, worker=not is_web, ready=_announce, clock=clock))


def _announce(address: str) -> None:
    """Say that the bot is up as `unsit` does, for whoever waits for that."""
    at = f" at {address}" if address else ""
    sys.stdout.write(f"Unsit is up{at}. Ctrl-C ends it.\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
