"""Names of countries, as CLDR has them for the language that is spoken."""

from bot.slack.copy.translation import voice


def country(code: str) -> str:
    """Name a country by its ISO 3166-1 code; one that CLDR does not know keeps its code."""
    name: str = voice().locale.territories.get(code, code)
    return name
