"""Owns the small language in which Block Kit's limits are stated: rules that list what is wrong."""

from collections.abc import Callable, Iterator, Mapping
from typing import TypeAlias

from bot.sandbox.model import JsonObject

Rule: TypeAlias = Callable[[object, str], Iterator[str]]


def string(maximum: int = 3_000, minimum: int = 1) -> Rule:
    """Ask for a string of so many characters."""

    def check(value: object, at: str) -> Iterator[str]:
        if not isinstance(value, str):
            yield wrong("must be a string", at)
        elif len(value) < minimum:
            yield wrong(f"must be more than {minimum - 1} characters", at)
        elif len(value) > maximum:
            yield wrong(f"must be less than {maximum + 1} characters", at)

    return check


def boolean(value: object, at: str) -> Iterator[str]:
    """Ask for true or false."""
    if not isinstance(value, bool):
        yield wrong("must be a boolean", at)


def integer(minimum: int, maximum: int) -> Rule:
    """Ask for a whole number between two bounds."""

    def check(value: object, at: str) -> Iterator[str]:
        whole = isinstance(value, int) and not isinstance(value, bool)
        if not whole or not minimum <= int(str(value)) <= maximum:
            yield wrong(f"must be an integer from {minimum} to {maximum}", at)

    return check


def anything(_value: object, _at: str) -> Iterator[str]:
    """Ask for nothing in particular."""
    return iter(())


def one_of(*allowed: str) -> Rule:
    """Ask for one of a few words."""

    def check(value: object, at: str) -> Iterator[str]:
        if value not in allowed:
            yield wrong(f"must be one of: {', '.join(allowed)}", at)

    return check


def items(rule: Rule, maximum: int, minimum: int = 1) -> Rule:
    """Ask for a list of so many things that each keep a rule."""

    def check(value: object, at: str) -> Iterator[str]:
        if not isinstance(value, list):
            yield wrong("must be an array", at)
            return
        if len(value) < minimum:
            yield wrong(f"no less than {minimum} items required", at)
        if len(value) > maximum:
            yield wrong(f"no more than {maximum} items allowed", at)
        for index, item in enumerate(value):
            yield from rule(item, f"{at}/{index}")

    return check


def record(required: Mapping[str, Rule], optional: Mapping[str, Rule] | None = None) -> Rule:
    """Ask for an object with these fields and no others."""
    known = {**required, **(optional or {})}

    def check(value: object, at: str) -> Iterator[str]:
        if not isinstance(value, dict):
            yield wrong("must be an object", at)
            return
        for name in required:
            if value.get(name) is None:
                yield wrong(f"missing required field: {name}", at)
        for name, content in value.items():
            if name not in known:
                yield wrong(f"invalid additional property: {name}", at)
            elif content is not None:
                yield from known[name](content, f"{at}/{name}")

    return check


def text(maximum: int = 3_000, *, plain: bool = False) -> Rule:
    """Ask for a text object, of plain text where Slack takes no markup."""
    kinds = ("plain_text",) if plain else ("plain_text", "mrkdwn")
    shape = record(
        {"type": one_of(*kinds), "text": string(maximum)},
        {"emoji": boolean, "verbatim": boolean},
    )

    def check(value: object, at: str) -> Iterator[str]:
        yield from shape(value, at)
        if isinstance(value, dict) and value.get("type") == "mrkdwn" and "emoji" in value:
            yield wrong("invalid additional property: emoji", at)

    return check


def kinds(table: Mapping[str, Rule], what: str) -> Rule:
    """Ask for an object whose type is in a table, and for what the table says of that type."""

    def check(value: object, at: str) -> Iterator[str]:
        kind = value.get("type") if isinstance(value, dict) else None
        if not isinstance(kind, str) or kind not in table:
            yield wrong(f"unsupported type of {what}: {kind}", at)
            return
        yield from table[kind](value, at)

    return check


def also(rule: Rule, condition: Callable[[JsonObject], bool], complaint: str) -> Rule:
    """Ask a rule, and one thing more of an object that keeps it."""

    def check(value: object, at: str) -> Iterator[str]:
        found = list(rule(value, at))
        yield from found
        if not found and isinstance(value, dict) and not condition(value):
            yield wrong(complaint, at)

    return check


def typed(required: Mapping[str, Rule], optional: Mapping[str, Rule] | None = None) -> Rule:
    """Ask for a record that names its type."""
    return record({"type": anything, **required}, optional)


def wrong(complaint: str, at: str) -> str:
    """Write a complaint as Slack does, with where it is about."""
    return f"[ERROR] {complaint} [json-pointer:{at or '/'}]"
