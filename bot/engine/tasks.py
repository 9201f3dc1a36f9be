"""The tasks of a workspace, by name: one call into the services each, for one batch of work."""

from collections.abc import Awaitable, Callable, Mapping

from bot.domain.ids import WorkspaceId
from bot.services import Services

Task = Callable[[WorkspaceId], Awaitable[bool]]
"""Does a batch of what is due in a workspace, and tells whether more is due already."""

DELIVER = "deliver"
POST_BOARDS = "post_boards"


def build_tasks(services: Services) -> Mapping[str, Task]:
    """Bind every task to the services."""

    async def deliver(workspace: WorkspaceId) -> bool:
        return await services.nudging.deliver_due(workspace)

    async def post_boards(workspace: WorkspaceId) -> bool:
        await services.leaderboards.post_due(workspace)
        return False

    return {
        DELIVER: deliver,
        POST_BOARDS: post_boards,
    }
