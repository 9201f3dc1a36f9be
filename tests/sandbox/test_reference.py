"""The sandbox's own facts against other people's collections of them, where those are at hand."""

import json
from pathlib import Path
from typing import Any, get_args

import pytest

from bot.sandbox.api.methods import METHODS
from bot.sandbox.api.oauth import ACCESS
from bot.sandbox.blockkit import check_blocks
from bot.sandbox.errors import Code
from bot.sandbox.limits import SEVERAL_HUNDRED, TIER_2, TIER_3, TIER_4

DATA = Path(__file__).parents[3] / "shared" / "slack-data"
TIERS = {"t2": TIER_2, "t3": TIER_3, "t4": TIER_4, "t5": SEVERAL_HUNDRED}

# Codes that Slack gives for any method, or that its reference does not list though it gives them.
EVERYWHERE = {
    "invalid_arguments",
    "invalid_auth",
    "invalid_json",
    "json_not_object",
    "not_in_channel",
    "team_access_not_granted",
}


def _load(name: str) -> Any:  # noqa: ANN401 - whatever the file holds
    path = DATA / name
    if not path.exists():
        pytest.skip(f"{name} is a collection by others that is not part of this repository")
    return json.loads(path.read_text())


def test_every_method_has_slacks_rate_limit_and_scopes() -> None:
    """Tiers and scopes are the documented ones."""
    reference = _load("slack_methods_ref.json")
    for name, method in METHODS.items():
        assert TIERS[reference[name]["rate"]] == method.per_minute, name
        documented = set((reference[name]["scope"] or {}).get("bot", ()))
        assert set(method.scopes) <= documented, name


def test_every_error_code_is_one_of_slacks() -> None:
    """No code is of the sandbox's own making."""
    reference = _load("slack_methods_ref.json")
    common = set(_load("slack_common_errors.json")["errors"])
    listed = {code for name in (*METHODS, ACCESS) for code in reference[name]["errors"]}
    assert set(get_args(Code)) <= listed | common | EVERYWHERE


def test_blocks_that_others_hold_valid_pass() -> None:
    """A collection of valid blocks is valid here too, but for what bots cannot post."""
    unposted = {"blocks/alert_block", "blocks/file_block_only"}
    for name, found in _load("blockkit_valid_fixtures.json").items():
        if name.startswith("blocks/") and name not in unposted:
            blocks = found if isinstance(found, list) else found.get("blocks", [found])
            assert check_blocks(blocks), name
