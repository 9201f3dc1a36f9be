"""The commands and their options; what each does lies in a module of its own."""

from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.invocation import Invocation

program = typer.Typer(
    name="unsit",
    help="The Slack bot that wakes your team's glutes up.",
    no_args_is_help=True,
    add_completion=False,
    # Rich would write "<bool>" beside flags; plain help keeps each summary to one line of 80.
    rich_markup_mode=None,
    # Its tracebacks show local variables, tokens among them.
    pretty_exceptions_enable=False,
)


def _version_number() -> str:
    try:
        return version("unsit")
    except PackageNotFoundError:
        return "(run from a folder, not installed)"


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"unsit {_version_number()}")
        raise typer.Exit


@program.callback()
def prepare(
    context: typer.Context,
    env_file: Annotated[
        Path, typer.Option(help="Where settings are read that the environment leaves out.")
    ] = Path(".env"),
    _version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version."),
    ] = False,
) -> None:
    """Wake your team's glutes up: small nudges in Slack, only when they are welcome."""
    context.obj = Invocation(environ=context.obj, env_file=env_file)


@program.command()
def run(context: typer.Context) -> None:
    """Start the bot; without Slack tokens, in the sandbox."""
    from bot.cli import serve  # noqa: PLC0415 - each command loads only what it needs

    serve.serve(context.obj, context.obj.settings(), web=True, worker=True)


@program.command()
def sandbox(context: typer.Context) -> None:
    """Start the bot in the sandbox, whatever tokens are set."""
    from bot.cli import serve  # noqa: PLC0415 - each command loads only what it needs

    serve.serve(context.obj, context.obj.settings().sandboxed(), web=True, worker=True)


@program.command()
def web(context: typer.Context) -> None:
    """Only answer Slack; nudges are left to `unsit worker`."""
    from bot.cli import serve  # noqa: PLC0415 - each command loads only what it needs

    serve.serve_part(context.obj, web=True)


@program.command()
def worker(context: typer.Context) -> None:
    """Only send nudges and boards; `unsit web` answers Slack."""
    from bot.cli import serve  # noqa: PLC0415 - each command loads only what it needs

    serve.serve_part(context.obj, web=False)


@program.command("migrate")
def bring_up_to_date(context: typer.Context) -> None:
    """Bring the database up to date; safe to repeat."""
    from bot.cli import migrate  # noqa: PLC0415 - each command loads only what it needs

    migrate.migrate(context.obj.settings())


@program.command("doctor")
def look_for_trouble(context: typer.Context) -> None:
    """Check everything the bot needs, and say how to fix it."""
    from bot.cli import doctor  # noqa: PLC0415 - each command loads only what it needs

    doctor.report(context.obj)


@program.command("manifest")
def show_manifest(
    http: Annotated[
        str | None,
        typer.Option(metavar="ADDRESS", help="For HTTP at this public address, https://..."),
    ] = None,
    oauth: Annotated[
        str | None,
        typer.Option(metavar="ADDRESS", help="The same, for many workspaces to install."),
    ] = None,
    socket: Annotated[
        bool, typer.Option("--socket", help="For Socket Mode, as without options.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="JSON instead of YAML.")] = False,
) -> None:
    """Print the manifest from which the app is made at Slack."""
    if sum((socket, http is not None, oauth is not None)) > 1:
        raise typer.BadParameter("choose one: an app is reached in one way.")
    from bot.cli import manifest  # noqa: PLC0415 - each command loads only what it needs

    manifest.show(http=http, oauth=oauth, as_json=as_json)


keys = typer.Typer(
    help="Make and change the keys that tokens are encrypted with.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
program.add_typer(keys, name="keys")


@keys.command("new")
def make_key() -> None:
    """Print a fresh key, for UNSIT_ENCRYPTION_KEYS."""
    from bot.cli import keys as commands  # noqa: PLC0415 - each command loads only what it needs

    commands.new()


@keys.command("rotate")
def rotate_keys(context: typer.Context) -> None:
    """Encrypt every stored token with the newest key."""
    from bot.cli import keys as commands  # noqa: PLC0415 - each command loads only what it needs

    commands.rotate(context.obj)
