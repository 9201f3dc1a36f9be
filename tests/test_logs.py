"""Logging: one pipeline for our events and the libraries', with nothing secret in it."""

import io
import json
import logging
import warnings
from collections.abc import Iterator
from typing import Any

import pytest
import structlog

from bot import logs

BOT_TOKEN = "xoxb-123-456-abcDEF"  # noqa: S105 - made up
SIGNING_SECRET = "0123456789abcdef0123456789abcdef"  # noqa: S105 - made up


class Written:
    """What was logged so far."""

    def __init__(self) -> None:
        self.stream = io.StringIO()

    @property
    def text(self) -> str:
        """Return it as it stands."""
        return self.stream.getvalue()

    @property
    def lines(self) -> list[dict[str, Any]]:
        """Return it read back from JSON."""
        return [json.loads(line) for line in self.text.splitlines()]

    @property
    def line(self) -> dict[str, Any]:
        """Return the only line, read back from JSON."""
        (line,) = self.lines
        return line


@pytest.fixture
def written() -> Iterator[Written]:
    """Log as JSON to where the test can read it, and leave logging as it was found."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    written = Written()
    logs.configure("DEBUG", as_json=True, stream=written.stream, secrets=[SIGNING_SECRET, "short"])
    yield written
    root.handlers[:] = handlers
    root.setLevel(level)
    logging.captureWarnings(capture=False)
    structlog.reset_defaults()


def test_an_event_of_ours_keeps_its_fields(written: Written) -> None:
    """Programs read names and values, not sentences."""
    structlog.get_logger("bot.x").info("nudge sent", workspace="T1", count=3, late=None)

    line = written.line
    del line["timestamp"]
    assert line == {
        "event": "nudge sent",
        "level": "info",
        "logger": "bot.x",
        "workspace": "T1",
        "count": 3,
        "late": None,
    }


def test_the_libraries_go_the_same_way(written: Written) -> None:
    """A line of the standard library's logging looks like one of ours."""
    logging.getLogger("apscheduler").warning("missed by %s", "3 s")

    assert (written.line["event"], written.line["logger"]) == ("missed by 3 s", "apscheduler")


def test_warnings_go_the_same_way(written: Written) -> None:
    """Nothing bypasses the pipeline on its way to the terminal."""
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        warnings.warn("that is old", DeprecationWarning, stacklevel=1)

    assert "that is old" in written.line["event"]


def test_what_is_bound_is_on_every_line(written: Written) -> None:
    """The lines of one request can be found together, whoever wrote them."""
    with structlog.contextvars.bound_contextvars(request="r1"):
        structlog.get_logger().info("ours")
        logging.getLogger("slack_bolt").info("theirs")

    assert [line["request"] for line in written.lines] == ["r1", "r1"]


@pytest.mark.parametrize(
    "secret",
    [
        BOT_TOKEN,
        "xoxp-1-abc",
        "xapp-1-A0-99-abcdef",
        "xoxe-1-abc",
        "xoxe.xoxb-1-abc",
        "XOXB-1-ABC",
        SIGNING_SECRET,
        "v0=" + "a1" * 32,
    ],
)
def test_what_looks_like_a_secret_is_removed_anywhere(written: Written, secret: str) -> None:
    """It shows in no message, field, nesting, argument or exception."""
    structlog.get_logger().error(
        f"with {secret}",
        field=secret,
        nested={"a": [secret, (secret,)]},
        raw=secret.encode(),
        exc_info=ValueError(f"refused {secret}"),
    )
    logging.getLogger("x").warning("argument %s", secret)

    assert secret not in written.text
    assert "refused [redacted]" in written.lines[0]["exception"]


@pytest.mark.parametrize(
    ("message", "secret"),
    [
        ("headers: {'Authorization': 'Bearer abcdefgh12345'}", "abcdefgh12345"),
        ("Authorization: Basic dXNlcjpwYXNz", "dXNlcjpwYXNz"),
        ("(b'authorization', b'Bearer abcdefgh12345')", "abcdefgh12345"),
        ("client_secret=hush&code=1", "hush"),
        ('{"signing_secret": "hush"}', "hush"),
        ("wss://wss.slack.com/link/?ticket=hush&app_id=1", "hush"),
        ("https://hooks.slack.com/commands/T1/2/hush", "hush"),
        ("postgresql+psycopg://unsit:hush@db.example/unsit?sslmode=require", "hush"),
        ("connect to postgres://:hush@db.example failed", "hush"),
        ("host=db user=unsit password=hush dbname=unsit", "hush"),
        ("GET /slack/oauth_redirect?code=1.hush&state=2", "hush"),
        ("GET /slack/oauth_redirect?code=1&state=hush HTTP/1.1", "hush"),
    ],
)
def test_credentials_are_removed_whatever_they_look_like(
    written: Written, message: str, secret: str
) -> None:
    """Where a text says that a credential follows, what follows goes."""
    logging.getLogger("aiohttp.client").error(message)

    assert secret not in written.text


@pytest.mark.parametrize("key", ["token", "bot_token", "signing_secret", "authorization", "body"])
def test_fields_with_telling_names_are_hidden_whole(written: Written, key: str) -> None:
    """A name can give away what a value does not."""
    structlog.get_logger().info("x", **{key: "whatever it is"})

    assert "whatever it is" not in written.text


@pytest.mark.parametrize(
    "message",
    [
        "Invalid request signature detected (signature: v0=1, timestamp: 2, body: text=private)",
        "skipped calling next() without providing a response for the request ({'a': 'private'})",
        "Request body: {'text': 'private'}",
    ],
)
def test_a_quoted_request_body_is_cut(written: Written, message: str) -> None:
    """Bolt quotes whole requests, at INFO; what people wrote is not ours to keep."""
    logging.getLogger("slack_bolt.request_verification").info(message)

    assert "private" not in written.text
    assert "[left out]" in written.line["event"]


def test_a_quoted_row_is_cut(written: Written) -> None:
    """PostgreSQL quotes rows that it refuses; the rest of its words stay."""
    quoted = ValueError(
        "not null violated\nDETAIL:  Failing row (private,\nprivate).\n[SQL: INSERT]"
    )
    structlog.get_logger().error("x", exc_info=quoted)

    assert "private" not in written.text
    assert "not null" in written.line["exception"]
    assert "[SQL: INSERT]" in written.line["exception"]


def test_addresses_without_a_password_are_left_alone(written: Written) -> None:
    """Who is asked is worth knowing."""
    structlog.get_logger().info("x", at="https://slack.com:443/api/", who="postgresql://u@h/d")

    assert (written.line["at"], written.line["who"]) == (
        "https://slack.com:443/api/",
        "postgresql://u@h/d",
    )


def test_libraries_that_write_payloads_are_not_heard_at_debug(written: Written) -> None:
    """Asking the bot for more detail does not put what people type into the log."""
    logging.getLogger("slack_sdk.web").debug("text=private")
    logging.getLogger("slack_bolt.AsyncApp").debug("text=private")
    logging.getLogger("sqlalchemy.engine").info("INSERT private")

    assert written.text == ""


def test_a_library_that_sets_its_own_level_is_not_heard_either(written: Written) -> None:
    """Bolt gives its loggers the level of the whole program, and Socket Mode writes to them."""
    logger = logging.getLogger("slack_bolt.AsyncApp")
    logger.setLevel(logging.DEBUG)
    try:
        logger.debug("text=private")
        logger.info("connected")
    finally:
        logger.setLevel(logging.NOTSET)

    assert written.line["event"] == "connected"


def test_short_words_are_not_taken_for_secrets(written: Written) -> None:
    """Hiding a short secret would hide ordinary words as well."""
    structlog.get_logger().info("a short way")

    assert written.line["event"] == "a short way"


def test_the_level_holds_for_everybody(written: Written) -> None:
    """Below the level nothing is written, neither by us nor by a library."""
    logs.configure("ERROR", as_json=True, stream=written.stream)
    structlog.get_logger().warning("ours")
    logging.getLogger("slack_bolt").warning("theirs")

    assert written.text == ""


def test_people_get_lines_without_colours_unless_at_a_terminal(written: Written) -> None:
    """A log file is plain text."""
    logs.configure("INFO", as_json=False, stream=written.stream)
    structlog.get_logger().info("nudge sent", member="U1")

    assert "nudge sent" in written.text
    assert "\x1b" not in written.text


def test_an_unknown_object_becomes_its_redacted_text(written: Written) -> None:
    """A value of any type can be logged without showing a token inside it."""
    structlog.get_logger().info("x", value=Exception(BOT_TOKEN))

    assert written.line["value"] == "[redacted]"
