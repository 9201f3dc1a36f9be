"""Owns the one shape in which a call is refused: Slack's error code, and what goes with it."""

from typing import Literal, TypeAlias

Code: TypeAlias = Literal[
    "account_inactive",
    "already_reacted",
    "bad_client_secret",
    "bad_redirect_uri",
    "bad_timestamp",
    "bot_not_found",
    "cant_delete_message",
    "cant_update_message",
    "channel_not_found",
    "duplicate_external_id",
    "exchanged_trigger_id",
    "expired_trigger_id",
    "hash_conflict",
    "invalid_arguments",
    "invalid_auth",
    "invalid_blocks",
    "invalid_blocks_format",
    "invalid_client_id",
    "invalid_code",
    "invalid_cursor",
    "invalid_json",
    "invalid_limit",
    "invalid_name",
    "invalid_refresh_token",
    "invalid_trigger_id",
    "is_archived",
    "json_not_object",
    "message_not_found",
    "missing_argument",
    "missing_scope",
    "msg_too_long",
    "no_item_specified",
    "no_reaction",
    "no_text",
    "not_allowed_token_type",
    "not_authed",
    "not_found",
    "not_in_channel",
    "push_limit_reached",
    "ratelimited",
    "restricted_action",
    "team_access_not_granted",
    "token_expired",
    "token_revoked",
    "too_many_users",
    "unknown_method",
    "user_disabled",
    "user_not_found",
    "user_not_in_channel",
    "users_list_not_supplied",
    "view_too_large",
]


class SlackError(Exception):
    """A call that Slack would refuse, with the code it would give."""

    def __init__(self, code: Code, *messages: str) -> None:
        super().__init__(code)
        self.code: Code = code
        self.messages = messages


class RateLimitedError(SlackError):
    """A call that came too soon, with the seconds to wait."""

    def __init__(self, retry_after: int) -> None:
        super().__init__("ratelimited")
        self.retry_after = retry_after


class MissingScopeError(SlackError):
    """A call whose token was not granted the scope it takes."""

    def __init__(self, needed: str, provided: str) -> None:
        super().__init__("missing_scope")
        self.needed = needed
        self.provided = provided
