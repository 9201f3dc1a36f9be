"""Checks what the workspaces that installed the app granted besides what it needs."""

from collections.abc import Collection

from bot.doctor.finding import Finding, fine, skipped, spared
from bot.doctor.workspace import WITHOUT
from bot.settings import Mode, Settings
from bot.storage.database import open_database
from bot.storage.installations import count_without

_ABOUT = "Optional scopes"
_CURE = "let their admins install the app again, from /slack/install, and leave the scope ticked"


async def grants_finding(
    settings: Settings, optional: Collection[str], *, database_is_fine: bool
) -> Finding:
    """Report how many workspaces left an optional scope out."""
    if settings.mode is not Mode.OAUTH:
        return skipped(_ABOUT, "are seen by the token itself, where there is one")
    if not database_is_fine:
        return skipped(_ABOUT, "needs the database")
    database = open_database(settings.database_url)
    try:
        async with database.read() as connection:
            counts = {scope: await count_without(connection, scope) for scope in sorted(optional)}
    finally:
        await database.close()
    lacking = [
        f"{scope} in {count} of them: {WITHOUT[scope]}" for scope, count in counts.items() if count
    ]
    if not lacking:
        return fine(_ABOUT, "granted by all workspaces")
    return spared(_ABOUT, f"not granted: {'; '.join(lacking)}", _CURE)
