"""The tasks of a workspace, by name: one call into the services each."""

from collections.abc import Awaitable, Callable, Mapping

from bot.domain.ids import WorkspaceId
from bot.services import Services

Task = Callable[[WorkspaceId], Awaitable[None]]

DELIVER = "deliver"
POST_BOARDS = "post_boards"


def build_tasks(services: Services) -> Mapping[str, Task]:
    """Bind every task to the services."""

    async def deliver(workspace: WorkspaceId) -> None:
        await services.nudging.deliver_due(workspace)

    async def post_boards(workspace: WorkspaceId) -> None:
        await services.leaderboards.post_due(workspace)

    return {
        DELIVER: deliver,
        POST_BOARDS: post_boards,
    }
