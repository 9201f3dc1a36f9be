"""Proves that a request over HTTP is Slack's own."""

from dataclasses import dataclass, field

from slack_sdk.signature import SignatureVerifier

_LONGEST_TIMESTAMP = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Signatures:
    """Checks signatures made with the app's signing secret."""

    signing_secret: str = field(repr=False)

    def proves(self, body: str, *, timestamp: str, signature: str) -> bool:
        """Tell whether Slack signed a body within the last five minutes.

        What the SDK would fall over, a timestamp that is no number or a signature that is no
        ASCII, is no proof either.
        """
        if not (timestamp.isascii() and timestamp.isdigit() and signature.isascii()):
            return False
        if len(timestamp) > _LONGEST_TIMESTAMP or not self.signing_secret:
            return False
        return SignatureVerifier(self.signing_secret).is_valid(body, timestamp, signature)
