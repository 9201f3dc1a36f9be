"""`unsit manifest`: prints the manifest for the way in which the bot is to meet Slack."""

import typer

from bot import manifest, setting_checks


def show(*, http: str | None, oauth: str | None, as_json: bool) -> None:
    """Print the Socket Mode variant, or one of the HTTP variants for a public address."""
    variant = manifest.load()
    if http is not None:
        variant = manifest.for_http(variant, _public(http))
    if oauth is not None:
        variant = manifest.for_oauth(variant, _public(oauth))
    typer.echo(manifest.as_json(variant) if as_json else manifest.as_yaml(variant), nl=False)


def _public(address: str) -> str:
    try:
        return setting_checks.public_address(address)
    except setting_checks.WrongValueError as error:
        raise typer.BadParameter(f"{address} {error.wrong}: {error.cure}.") from None
