"""`unsit doctor`: looks at everything the bot needs and prints what it found."""

import asyncio
import sys

import aiohttp
import typer
from rich.console import Console
from rich.table import Column, Table
from rich.text import Text

from bot import manifest
from bot.cli.invocation import Invocation
from bot.clock import SystemClock
from bot.doctor import installation, workspace
from bot.doctor.address import address_finding
from bot.doctor.engine import engine_finding
from bot.doctor.finding import Finding, Verdict, skipped
from bot.doctor.grants import grants_finding
from bot.doctor.port import port_findings
from bot.doctor.web_api import WebApi
from bot.settings import Settings, SettingsProblems, load

_STYLES = {
    Verdict.FINE: "green",
    Verdict.WRONG: "bold red",
    Verdict.SKIPPED: "dim",
    Verdict.SPARED: "yellow",
}


def report(invocation: Invocation) -> None:
    """Print a table of findings; the command fails when something is wrong."""
    findings = asyncio.run(_examine(invocation))
    console = Console(file=sys.stdout)
    console.print(_table(findings))
    wrong = sum(finding.verdict is Verdict.WRONG for finding in findings)
    if wrong:
        console.print(f"{wrong} to put right.", style="bold red", highlight=False)
        raise typer.Exit(1)
    console.print("Nothing is wrong.", style="green", highlight=False)


async def _examine(invocation: Invocation) -> list[Finding]:
    try:
        settings = load(invocation.environ, invocation.env_file)
    except SettingsProblems as error:
        return [
            *installation.settings_findings(error.problems),
            installation.manifest_finding(),
            skipped("All else", "needs settings that are right"),
        ]
    database = await installation.database_finding(settings)
    optional = manifest.optional_scopes(manifest.load())
    return [
        *installation.settings_findings(settings),
        installation.manifest_finding(),
        database,
        await grants_finding(settings, optional, database_is_fine=database.verdict is Verdict.FINE),
        await engine_finding(settings),
        *[each async for each in port_findings(settings)],
        *await _with_slack(settings),
    ]


async def _with_slack(settings: Settings) -> list[Finding]:
    now = SystemClock().now()
    async with aiohttp.ClientSession(trust_env=True) as session:
        api = WebApi(session, settings.slack_api_url)
        asked = manifest.load()
        scopes = workspace.Scopes(
            needed=manifest.scopes(asked), optional=manifest.optional_scopes(asked)
        )
        examined = workspace.examine(api, settings, scopes=scopes, now=now)
        return [each async for each in examined] + [await address_finding(session, settings)]


def _table(findings: list[Finding]) -> Table:
    # Nothing is cut in a narrow terminal, not even the middle of a long address or path.
    columns = [Column(title, overflow="fold") for title in ("What", "", "Found", "To put it right")]
    table = Table(*columns, title="Unsit's doctor")
    for finding in findings:
        verdict = Text(finding.verdict, style=_STYLES[finding.verdict])
        table.add_row(finding.about, verdict, Text(finding.words), Text(finding.cure))
    return table
