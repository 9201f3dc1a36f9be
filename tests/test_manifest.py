"""The manifest: valid for Slack, in step with the code, and whole in each variant."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from bot import manifest
from bot.slack.bolt import REGISTERED_COMMANDS, REGISTERED_EVENTS
from bot.slack.copy.installing import why
from bot.slack.oauth import REDIRECT_PATH

ROOT = Path(__file__).parents[1]
SCHEMA = ROOT.parent / "shared" / "slack-data" / "manifest.schema.2.0.0.json"


@pytest.fixture
def schema() -> dict[str, Any]:
    """Load Slack's own schema of manifests, where it lies beside the repository."""
    if not SCHEMA.exists():
        pytest.skip("Slack's manifest schema is not beside the repository")
    loaded: dict[str, Any] = json.loads(SCHEMA.read_text())
    return loaded


def variants() -> list[manifest.Manifest]:
    """Return every manifest that the bot hands out."""
    address = "https://unsit.example"
    return [
        manifest.load(),
        manifest.for_http(manifest.load(), address),
        manifest.for_oauth(manifest.load(), address),
    ]


@pytest.mark.parametrize("variant", variants(), ids=["socket", "http", "oauth"])
def test_slack_accepts_it(variant: manifest.Manifest, schema: dict[str, Any]) -> None:
    """Each variant is valid against the schema that its major version names."""
    errors = jsonschema.Draft7Validator(schema).iter_errors(variant)

    assert [error.message for error in errors] == []
    assert variant["_metadata"]["major_version"] == 2


def test_it_is_the_file_at_the_top() -> None:
    """There is one manifest, where people look for it."""
    assert manifest.load() == yaml.safe_load((ROOT / "manifest.yml").read_text())


def test_an_installed_package_carries_it(tmp_path: Path) -> None:
    """A wheel has the manifest inside, and the program run from it finds it there."""
    subprocess.run(  # noqa: S603 - the build tool of this environment
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", tmp_path],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (wheel,) = tmp_path.glob("*.whl")
    printed = subprocess.run(
        [sys.executable, "-m", "bot", "manifest", "--json"],
        cwd=tmp_path,
        env={"PYTHONPATH": str(wheel)},
        check=True,
        capture_output=True,
        text=True,
    )

    assert json.loads(printed.stdout) == manifest.load()


def test_the_http_variant_sends_everything_to_the_one_path() -> None:
    """Events, interactions and commands arrive at one address, and Socket Mode is off."""
    variant = manifest.for_http(manifest.load(), "https://unsit.example/")

    settings = variant["settings"]
    addresses = {
        settings["event_subscriptions"]["request_url"],
        settings["interactivity"]["request_url"],
        *(command["url"] for command in manifest.commands(variant)),
    }
    assert addresses == {"https://unsit.example/slack/events"}
    assert settings["socket_mode_enabled"] is False


def test_the_variant_for_many_workspaces_leads_people_back_to_the_bot() -> None:
    """Slack returns people to the path that answers them, and lets organisations install it."""
    variant = manifest.for_oauth(manifest.load(), "https://unsit.example/")

    assert variant["oauth_config"]["redirect_urls"] == ["https://unsit.example" + REDIRECT_PATH]
    assert variant["settings"]["org_deploy_enabled"] is True
    assert variant["settings"]["socket_mode_enabled"] is False
    assert variant["settings"]["token_rotation_enabled"] is False


def test_making_a_variant_leaves_the_manifest_alone() -> None:
    """Variants share nothing."""
    original = manifest.load()
    manifest.for_http(original, "https://unsit.example")
    manifest.for_oauth(original, "https://unsit.example")

    assert original == manifest.load()


def test_what_people_type_arrives_with_ids_in_it() -> None:
    """Slack escapes mentions and channels in every command, so that no name is ever guessed."""
    assert all(command["should_escape"] for command in manifest.commands(manifest.load()))


def test_direct_messages_are_open_for_nudges_and_closed_for_text() -> None:
    """Without the Messages tab nudges fail, and with its input the bot would owe answers."""
    home = manifest.load()["features"]["app_home"]

    assert home == {
        "home_tab_enabled": True,
        "messages_tab_enabled": True,
        "messages_tab_read_only_enabled": True,
    }


def test_every_command_has_a_listener_and_every_listener_a_command() -> None:
    """Slack offers exactly the commands that the bot answers."""
    offered = {command["command"] for command in manifest.commands(manifest.load())}

    assert offered == REGISTERED_COMMANDS


def test_every_event_has_a_listener_and_every_listener_an_event() -> None:
    """Slack sends exactly the events that the bot handles; any other would be lost or failed."""
    single = manifest.events(manifest.load())
    many = manifest.events(manifest.for_oauth(manifest.load(), "https://unsit.example"))

    assert many == REGISTERED_EVENTS
    assert many - single == {"team_access_granted", "team_access_revoked"}


@pytest.mark.parametrize("write", [manifest.as_yaml, manifest.as_json])
def test_what_is_printed_reads_back_the_same(write: Any) -> None:  # noqa: ANN401 - either writer
    """Nothing is lost on the way to Slack's form; JSON is YAML too."""
    assert yaml.safe_load(write(manifest.load())) == manifest.load()


@pytest.mark.parametrize("group", ["asked_scopes", "events"])
def test_the_readme_gives_a_reason_for_each(group: str) -> None:
    """Whoever installs the bot learns why it asks for what it asks."""
    readme = (ROOT / "README.md").read_text()
    widest = manifest.for_oauth(manifest.load(), "https://unsit.example")
    asked = getattr(manifest, group)(widest)

    assert [each for each in sorted(asked) if f"| `{each}` |" not in readme] == []


def test_the_install_page_gives_a_reason_for_each_scope() -> None:
    """Whoever is about to press the button learns it too."""
    assert all(why(scope) for scope in manifest.asked_scopes(manifest.load()))


def test_what_is_optional_is_asked_for_and_not_needed() -> None:
    """Slack marks scopes as optional that it asks for; the bot works without them."""
    asked = manifest.load()

    assert manifest.optional_scopes(asked) == {"dnd:read"}
    assert manifest.optional_scopes(asked) < manifest.asked_scopes(asked)
    assert not manifest.optional_scopes(asked) & manifest.scopes(asked)
