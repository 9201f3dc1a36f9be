"""What a command was called with, and how it ends when the settings are at fault."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import typer

from bot.settings import Problem, Settings, SettingsProblems, load

UNUSABLE_SETTINGS = 2
"""The exit code of a command whose settings are missing or wrong."""


@dataclass(frozen=True, slots=True)
class Invocation:
    """The surroundings of a command; nothing else looks at those of the process."""

    environ: Mapping[str, str]
    env_file: Path

    def settings(self) -> Settings:
        """Read the settings, or end the command with everything that is wrong with them."""
        try:
            return load(self.environ, self.env_file)
        except SettingsProblems as error:
            refuse(error.problems, self.env_file)


def refuse(problems: tuple[Problem, ...], env_file: Path) -> NoReturn:
    """List each problem with its cure and end the command."""
    typer.echo(
        f"Unsit cannot start with these settings (from the environment and {env_file}):", err=True
    )
    for problem in problems:
        typer.echo(f"\n  {problem.setting} {problem.wrong}.", err=True)
        typer.echo(f"    To fix it: {problem.cure}.", err=True)
    typer.echo("\nREADME.md explains every setting; `unsit doctor` checks them all.", err=True)
    raise typer.Exit(UNUSABLE_SETTINGS)
