"""What must never be readable in a log: how it is recognised, and what stands in its place."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

REDACTED = "[redacted]"
LEFT_OUT = "[left out]"

SHORTEST_SECRET = 8
"""Anything shorter would also hide words that merely look the same."""

_TOKENS = re.compile(r"(?:xoxe\.)?\b(?:xox[a-z]|xapp)-[a-z0-9-]+", re.IGNORECASE)
_CREDENTIALS = re.compile(r"\b(bearer|basic)\s+[\w.~+/=-]{8,}", re.IGNORECASE)
_NAMED = re.compile(
    r"""\b(authorization|signing_?secret|client_?secret|ticket|x-slack-signature|password)
        (["']?\s*[:=,]\s*(?-i:b)?["']?)(?!\[redacted)(?:bearer\s+|basic\s+)?[^\s"',}&)]+""",
    re.IGNORECASE | re.VERBOSE,
)
_SIGNATURES = re.compile(r"\bv0=[0-9a-f]{64}\b")
_PASSWORDS = re.compile(r"(\b[a-z][a-z0-9+.-]*://[^\s:/@]*:)[^\s/@]+(?=@)", re.IGNORECASE)
_GRANTS = re.compile(r"([?&](?:code|state)=)[^\s&\"']+", re.IGNORECASE)
_ANSWER_URLS = re.compile(r"(https?://hooks\.slack\.com/)[^\s\"',})]+", re.IGNORECASE)

_SECRET_KEYS = re.compile(
    r"token|secret|authorization|password|cookie|signature|ticket|response_url", re.IGNORECASE
)
# PostgreSQL quotes a row that it does not take, with whatever somebody typed into it.
_DETAILS = re.compile(r"^(DETAIL:)(?:(?!\n\[SQL|\n\n|\nCONTEXT).)*", re.MULTILINE | re.DOTALL)

_BODY_KEYS = frozenset({"body", "raw_body", "payload"})
_BODIES = re.compile(r"(\bbody\s*[:=]\s*|for the request \().*", re.IGNORECASE | re.DOTALL)


def without_body(message: str) -> str:
    """Cut a library's message where it starts to quote a whole request or answer."""
    return _BODIES.sub(rf"\1{LEFT_OUT}", message)


@dataclass(frozen=True, slots=True)
class Redactor:
    """Removes Slack's tokens and signatures, and the secrets it was told of.

    Attributes:
        secrets: values to hide wherever they turn up, whatever they look like.
    """

    secrets: tuple[str, ...] = field(default=(), repr=False)

    @classmethod
    def of(cls, secrets: Iterable[str]) -> "Redactor":
        """Return one that also hides the given secrets, the longest first."""
        worth_hiding = {each for each in secrets if len(each) >= SHORTEST_SECRET}
        return cls(secrets=tuple(sorted(worth_hiding, key=len, reverse=True)))

    def text(self, text: str) -> str:
        """Return a text without anything secret in it."""
        for secret in self.secrets:
            text = text.replace(secret, REDACTED)
        text = _TOKENS.sub(REDACTED, text)
        text = _CREDENTIALS.sub(rf"\1 {REDACTED}", text)
        text = _NAMED.sub(rf"\1\2{REDACTED}", text)
        text = _SIGNATURES.sub(REDACTED, text)
        text = _PASSWORDS.sub(rf"\1{REDACTED}", text)
        text = _GRANTS.sub(rf"\1{REDACTED}", text)
        text = _DETAILS.sub(rf"\1 {LEFT_OUT}", text)
        return _ANSWER_URLS.sub(rf"\1{REDACTED}", text)

    def value(self, value: object) -> Any:  # noqa: ANN401 - as many shapes out as in
        """Return any value without anything secret in it; what is unknown becomes its text."""
        match value:
            case None | bool() | int() | float():
                return value
            case Mapping():
                return {str(key): self.entry(str(key), each) for key, each in value.items()}
            case list() | tuple() | set() | frozenset():
                return [self.value(each) for each in value]
            case bytes():
                return self.text(value.decode(errors="replace"))
            case _:
                return self.text(str(value))

    def entry(self, key: str, value: object) -> Any:  # noqa: ANN401 - as many shapes out as in
        """Return a named value, hidden as a whole where its name says that it is secret."""
        if key in _BODY_KEYS:
            return LEFT_OUT
        return REDACTED if _SECRET_KEYS.search(key) and value else self.value(value)
