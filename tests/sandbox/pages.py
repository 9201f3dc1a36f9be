"""The page's side of the conversation, for tests of what it calls."""

from typing import Any

import aiohttp

from bot.sandbox import Sandbox

Json = dict[str, Any]


class Page:
    """The page's side of the conversation."""

    def __init__(self, sandbox: Sandbox, session: aiohttp.ClientSession) -> None:
        self._url = f"{sandbox.url}/sandbox/"
        self._session = session

    async def state(self, **query: str) -> Json:
        """Fetch the picture."""
        async with self._session.get(f"{self._url}state", params=query) as response:
            answer: Json = await response.json()
            return answer | {"status": response.status}

    async def post(self, call: str, **body: object) -> Json:
        """Do something and give the answer with its status."""
        async with self._session.post(self._url + call, json=body) as response:
            answer: Json = await response.json()
            return answer | {"status": response.status}
