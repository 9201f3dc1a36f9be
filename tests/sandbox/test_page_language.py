"""Slack shows itself in the language of the browser that looks at it first."""

import aiohttp
import pytest

from bot.sandbox import Sandbox, Workspace


@pytest.mark.parametrize(
    ("languages", "locale"),
    [
        ("ja-JP,ja;q=0.9,en;q=0.8", "ja-JP"),
        ("pt-br", "pt-BR"),
        ("de,en;q=0.5", "de-DE"),
        ("tlh", "en-US"),
        ("*", "en-US"),
        ("", "en-US"),
    ],
)
async def test_whoever_arrives_sees_slack_in_their_language(
    sandbox: Sandbox, workspace: Workspace, languages: str, locale: str
) -> None:
    """As the first of the browser's languages says, where it names a country too."""
    person = workspace.add_person(name="You")
    async with aiohttp.ClientSession(headers={"Accept-Language": languages}) as session:
        await session.get(f"{sandbox.url}/sandbox/state")

    assert workspace.people[person.id].locale == locale


async def test_a_second_browser_changes_nothing(sandbox: Sandbox, workspace: Workspace) -> None:
    """The language is the person's, and not the page's."""
    person = workspace.add_person(name="You")
    for language in ("fr-FR", "es-ES"):
        async with aiohttp.ClientSession(headers={"Accept-Language": language}) as session:
            await session.get(f"{sandbox.url}/sandbox/state")

    assert workspace.people[person.id].locale == "fr-FR"
