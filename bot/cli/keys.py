"""`unsit keys`: makes keys, and encrypts what is stored with the newest of them."""

import asyncio

import typer
from sqlalchemy.exc import SQLAlchemyError

from bot.cli.invocation import Invocation, refuse
from bot.clock import SystemClock
from bot.doctor.installation import reason_of
from bot.services.installations import Installations, UndecipherableError
from bot.settings import Problem
from bot.storage.database import open_database
from bot.storage.encryption import Cipher, new_key

_NO_KEYS = Problem(
    setting="UNSIT_ENCRYPTION_KEYS",
    wrong="is missing",
    cure="set the new key in front of the old ones, with commas between",
)
_KEY_LACKING = Problem(
    setting="UNSIT_ENCRYPTION_KEYS",
    wrong="does not open all tokens that are stored",
    cure="add the key that they were encrypted with, behind the newest",
)


def new() -> None:
    """Print a fresh key."""
    typer.echo(new_key())


def rotate(invocation: Invocation) -> None:
    """Encrypt every stored token with the newest key, and say how many there were."""
    settings = invocation.settings()
    keys = settings.unsit_encryption_keys
    if keys is None:
        refuse((_NO_KEYS,), invocation.env_file)
    try:
        count = asyncio.run(_rotate(settings.database_url, keys.get_secret_value()))
    except UndecipherableError:
        refuse((_KEY_LACKING,), invocation.env_file)
    except (SQLAlchemyError, OSError) as error:
        typer.echo(f"The database cannot be used: {reason_of(error)}.", err=True)
        raise typer.Exit(1) from None
    workspaces = "workspace" if count == 1 else "workspaces"
    typer.echo(
        f"The tokens of {count} {workspaces} are encrypted with the newest key. Once every process "
        "runs with it, the older keys can go."
    )


async def _rotate(url: str, keys: str) -> int:
    database = open_database(url)
    try:
        installations = Installations(
            database=database, clock=SystemClock(), cipher=Cipher.of(keys)
        )
        return await installations.rotate_keys()
    finally:
        await database.close()
