"""The way in: `unsit`, or `python -m bot`."""

import os

from bot.cli.program import program


def main() -> None:
    """Run the command line in the surroundings of this process."""
    program(obj=os.environ)  # noqa: TID251 - the one place that looks at it


if __name__ == "__main__":
    main()
