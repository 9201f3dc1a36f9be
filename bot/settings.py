"""What the operator sets: read once, checked as a whole, frozen from then on.

Nothing else in the package looks at the environment. Every problem is found and reported in one
go, each with its cure, so that nobody fixes their settings one failed start at a time.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Self

from dotenv import dotenv_values
from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from bot import setting_checks as checks
from bot.setting_checks import SQLITE, LogFormat, LogLevel

SLACK_API = "https://slack.com/api/"


class Mode(StrEnum):
    """How the bot meets Slack."""

    SANDBOX = "sandbox"
    SOCKET = "socket"
    HTTP = "http"
    OAUTH = "oauth"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One setting that is wrong or missing, and what to do about it."""

    setting: str
    wrong: str
    cure: str


class SettingsProblems(Exception):  # noqa: N818 - it carries several; "error" would say one
    """The settings cannot be used; `problems` holds everything that is wrong with them."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("; ".join(f"{each.setting} {each.wrong}" for each in problems))
        self.problems = problems


class Settings(BaseSettings):
    """Everything an operator can set. Each field is the environment variable of the same name."""

    model_config = SettingsConfigDict(frozen=True, extra="ignore", validate_default=False)

    slack_bot_token: Annotated[SecretStr | None, BeforeValidator(checks.bot_token)] = None
    slack_app_token: Annotated[SecretStr | None, BeforeValidator(checks.app_token)] = None
    slack_signing_secret: Annotated[SecretStr | None, BeforeValidator(checks.signing_secret)] = None
    slack_client_id: Annotated[str | None, BeforeValidator(checks.client_id)] = None
    slack_client_secret: Annotated[SecretStr | None, BeforeValidator(checks.client_secret)] = None
    slack_api_url: Annotated[str, AfterValidator(checks.api_address)] = SLACK_API
    unsit_encryption_keys: Annotated[SecretStr | None, BeforeValidator(checks.encryption_keys)] = (
        None
    )
    database_url: Annotated[str, AfterValidator(checks.database_url)] = Field(
        default=f"{SQLITE}:///unsit.sqlite3", repr=False
    )
    host: str = "127.0.0.1"
    port: Annotated[int, BeforeValidator(checks.port)] = 3000
    worker_port: Annotated[int | None, BeforeValidator(checks.port)] = None
    log_level: Annotated[LogLevel, BeforeValidator(checks.log_level)] = LogLevel.INFO
    log_format: Annotated[LogFormat, BeforeValidator(checks.log_format)] = LogFormat.CONSOLE
    unsit_public_url: Annotated[str | None, AfterValidator(checks.public_address)] = None

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],  # noqa: ARG003 - the signature is the library's
        init_settings: PydanticBaseSettingsSource,
        *_others: PydanticBaseSettingsSource,
        **_more: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Take values from `load` alone: nothing is read behind its back."""
        return (init_settings,)

    @property
    def mode(self) -> Mode:
        """Return how to meet Slack, as the given tokens decide; the app token beats the secret."""
        if self.slack_client_id is not None:
            return Mode.OAUTH
        if self.slack_bot_token is None:
            return Mode.SANDBOX
        return Mode.HTTP if self.slack_app_token is None else Mode.SOCKET

    def sandboxed(self) -> Self:
        """Return the same settings without a workspace, so that only the sandbox can be met."""
        away: dict[str, None] = dict.fromkeys(
            (
                "slack_bot_token",
                "slack_app_token",
                "slack_signing_secret",
                "slack_client_id",
                "slack_client_secret",
            )
        )
        return self.model_copy(update={**away, "slack_api_url": SLACK_API})


def names() -> tuple[str, ...]:
    """Return the environment variables that are settings, in the order of their documentation."""
    return tuple(field.upper() for field in Settings.model_fields)


def load(environ: Mapping[str, str], env_file: Path | None = None) -> Settings:
    """Read the settings from the environment and, for what it leaves out, from a file.

    An empty value counts as not given.

    Raises:
        SettingsProblems: something is wrong; it lists everything that is.
    """
    # No interpolation: a `$` in a secret is a `$`.
    written = {} if env_file is None else dotenv_values(env_file, interpolate=False)
    given = {
        name.lower(): value.strip()
        for name in names()
        if (value := (environ.get(name) or written.get(name))) and value.strip()
    }
    problems = [*_combination_problems(given)]
    try:
        settings = Settings.model_validate(given)
    except ValidationError as error:
        raise SettingsProblems((*_value_problems(error), *problems)) from None
    if problems:
        raise SettingsProblems(tuple(problems))
    return settings


def _value_problems(error: ValidationError) -> Iterator[Problem]:
    for each in error.errors():
        wrong = each["ctx"]["error"]
        yield Problem(setting=str(each["loc"][0]).upper(), wrong=wrong.wrong, cure=wrong.cure)


def _combination_problems(given: Mapping[str, str]) -> Iterator[Problem]:
    if "slack_client_id" in given or "slack_client_secret" in given:
        yield from _oauth_problems(given)
    else:
        yield from _single_workspace_problems(given)


def _single_workspace_problems(given: Mapping[str, str]) -> Iterator[Problem]:
    has_bot, has_app, has_secret = (
        name in given for name in ("slack_bot_token", "slack_app_token", "slack_signing_secret")
    )
    if has_bot and not has_app and not has_secret:
        yield Problem(
            setting="SLACK_BOT_TOKEN",
            wrong="is not enough to hear from Slack",
            cure="also set SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP)",
        )
    if not has_bot and (has_app or has_secret):
        yield Problem(
            setting="SLACK_BOT_TOKEN",
            wrong="is missing",
            cure="set it beside the other Slack settings, or unset those to use the sandbox",
        )


_OAUTH_NEEDS = {
    "slack_client_id": "copy the Client ID from Basic Information",
    "slack_client_secret": "copy the Client Secret from Basic Information",
    "slack_signing_secret": "copy the Signing Secret from Basic Information",
    "unsit_encryption_keys": "make a key with `unsit keys new` and keep it safe",
    "unsit_public_url": "set the address under which Slack reaches the bot",
}


def _oauth_problems(given: Mapping[str, str]) -> Iterator[Problem]:
    """Yield what keeps the bot from being installed by many workspaces."""
    for name, cure in _OAUTH_NEEDS.items():
        if name not in given:
            yield Problem(
                setting=name.upper(),
                wrong="is missing, which an app for many workspaces needs",
                cure=cure,
            )
    for name in ("slack_bot_token", "slack_app_token"):
        if name in given:
            yield Problem(
                setting=name.upper(),
                wrong="is of one workspace, and SLACK_CLIENT_ID lets in many",
                cure="unset one of the two",
            )
