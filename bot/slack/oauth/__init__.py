"""The pages on which workspaces install the app, as one ASGI application for two paths.

It is mounted at INSTALL_PATH and REDIRECT_PATH, under the public address, in the mode in which many
workspaces install the app. This is how it is put together, on a database that is migrated:

    installations = Installations(database=database, clock=clock, cipher=Cipher.of(keys))
    credentials = AppCredentials(client_id=..., client_secret=...)
    grants = Grants(client=client, credentials=credentials)
    stored = StoredInstallations(installations=installations, grants=grants, clock=clock)
    wire = build_wire(client=client, token_of=stored.token_of, clock=clock)
    messenger = SlackMessenger(wire)
    slack = build_app(..., authorizing=stored, ...)
    pages = build_oauth(
        stored=stored,
        messenger=messenger,
        public_url=settings.unsit_public_url,
        scopes=manifest.scopes(manifest.load()),
        optional=manifest.optional_scopes(manifest.load()),
    )

No workspace is admitted at the start: each is when it installs the app. A start on a database whose
tokens the keys do not open is refused with `await installations.are_readable()`.
"""

from bot.slack.oauth.application import INSTALL_PATH, REDIRECT_PATH, OAuthPages, build_oauth

__all__ = ["INSTALL_PATH", "REDIRECT_PATH", "OAuthPages", "build_oauth"]
