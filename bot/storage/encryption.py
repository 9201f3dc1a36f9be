"""Secrets at rest: encrypted with the newest key, and readable with any that was not taken away."""

from dataclasses import dataclass, field

from cryptography.fernet import Fernet, InvalidToken, MultiFernet


class UndecipherableError(Exception):
    """No key opens what is stored, or it was stored for another owner."""


@dataclass(frozen=True, slots=True)
class Cipher:
    """Encrypts secrets, each for one owner: moved to another's row, none can be read."""

    _keys: MultiFernet = field(repr=False)

    @classmethod
    def of(cls, keys: str) -> "Cipher":
        """Return one for keys as they are set: the newest first, commas between.

        Raises:
            ValueError: one of them is no key.
        """
        return cls(MultiFernet([Fernet(key.strip()) for key in keys.split(",")]))

    def seal(self, secret: str, *, owner: str) -> bytes:
        """Encrypt a secret with the newest key."""
        return self._keys.encrypt(f"{owner}\n{secret}".encode())

    def open(self, sealed: bytes, *, owner: str) -> str:
        """Decrypt a secret.

        Raises:
            UndecipherableError: it is not this owner's, or no key opens it.
        """
        try:
            found, _, secret = self._keys.decrypt(sealed).decode().partition("\n")
        except InvalidToken:
            raise UndecipherableError(owner) from None
        if found != owner:
            raise UndecipherableError(owner)
        return secret

    def renew(self, sealed: bytes) -> bytes:
        """Encrypt with the newest key what any of them opens.

        Raises:
            UndecipherableError: no key opens it.
        """
        try:
            return self._keys.rotate(sealed)
        except InvalidToken:
            raise UndecipherableError from None


def new_key() -> str:
    """Make a key that nobody has seen before."""
    return Fernet.generate_key().decode()
