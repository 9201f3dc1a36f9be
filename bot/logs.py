"""Logging: one pipeline for our own events and for the libraries', with no secret in it.

Our modules log through `structlog.get_logger()`: an event name and ids, never a payload, a token
or what somebody wrote. What `structlog.contextvars` binds, such as the id of a request, is on
every line, the libraries' lines included.
"""

import logging
from collections.abc import Iterable, MutableMapping
from typing import Any, TextIO

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

from bot.redaction import Redactor, without_body

_FLOORS = {
    # At DEBUG these two write whole payloads: what people type, and whom they talk to.
    "slack_bolt": logging.INFO,
    "slack_sdk": logging.INFO,
    # Statements with their parameters.
    "sqlalchemy": logging.WARNING,
    "aiosqlite": logging.WARNING,
    "alembic": logging.WARNING,
    "psycopg": logging.WARNING,
    # A line for each job that starts and each that ends.
    "procrastinate": logging.WARNING,
    # Ticks log their own failures; that one was skipped, or cut off at the end, is no news.
    "apscheduler.executors": logging.CRITICAL,
    "apscheduler.scheduler": logging.ERROR,
    # One line per request drowns all others.
    "uvicorn.access": logging.WARNING,
    "aiohttp.access": logging.WARNING,
    "asyncio": logging.INFO,
}


def configure(level: str, *, as_json: bool, stream: TextIO, secrets: Iterable[str] = ()) -> None:
    """Send everything that is logged to a stream.

    Args:
        level: the least level that is written, by name.
        as_json: one JSON object a line for programs, else lines for people.
        stream: where to write.
        secrets: values to hide wherever they turn up.
    """
    threshold = logging.getLevelNamesMapping()[level]
    handler = logging.StreamHandler(stream)
    handler.addFilter(_is_above_floor)
    handler.setFormatter(_formatter(_renderer(stream, as_json=as_json), Redactor.of(secrets)))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(threshold)
    for name, floor in _FLOORS.items():
        logging.getLogger(name).setLevel(max(floor, threshold))
    logging.captureWarnings(capture=True)
    structlog.configure(
        processors=[*_shared(), structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.make_filtering_bound_logger(threshold),
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )


def _is_above_floor(record: logging.LogRecord) -> bool:
    """Tell whether a library may be heard, whatever level it gave to loggers of its own."""
    name = record.name
    while name:
        if name in _FLOORS:
            return record.levelno >= _FLOORS[name]
        name = name.rpartition(".")[0]
    return True


def _shared() -> tuple[Processor, ...]:
    return (
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    )


def _renderer(stream: TextIO, *, as_json: bool) -> Processor:
    if as_json:
        return structlog.processors.JSONRenderer(ensure_ascii=False)
    return structlog.dev.ConsoleRenderer(colors=stream.isatty())


def _formatter(renderer: Processor, redactor: Redactor) -> logging.Formatter:
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[*_shared(), _cut_bodies],
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            # Before redaction: an exception's text can quote a header or an address.
            structlog.processors.format_exc_info,
            _redacting(redactor),
            renderer,
        ],
    )


def _cut_bodies(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Keep request bodies out: Bolt quotes all of one whose signature is wrong, at INFO."""
    event["event"] = without_body(str(event["event"]))
    return event


def _redacting(redactor: Redactor) -> Processor:
    def redact(_logger: WrappedLogger, _method: str, event: EventDict) -> MutableMapping[str, Any]:
        return {key: redactor.entry(key, value) for key, value in event.items()}

    return redact
