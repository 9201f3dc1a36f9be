"""The words of the settings that are about days off and quiet times."""

from bot.slack.copy.translation import _


def quiet() -> str:
    """Label the weekly quiet blocks."""
    return _("Quiet times in your work hours")


def quiet_hint() -> str:
    """Show how quiet blocks are written."""
    return _("Never a nudge then, such as Mon-Fri 14:00-15:00. Leave it empty for none.")


def holidays() -> str:
    """Label the public holidays of a member."""
    return _("Public holidays")


def workspace_holidays() -> str:
    """Label the public holidays of whoever chose none themselves."""
    return _("Public holidays for everybody who chose none themselves")


def holidays_hint() -> str:
    """Say what public holidays do, and how a country is found."""
    return _("They count as days off. Type a country to find it.")


def holidays_at_large() -> str:
    """Name the group of choices that are no country, or no part of one."""
    return _("In general")


def holidays_as_workspace() -> str:
    """Name the choice of whatever an admin chose for everybody."""
    return _("As my workspace has them")


def no_holidays() -> str:
    """Name the choice of no public holidays."""
    return _("None")


def region() -> str:
    """Label the part of a country whose holidays count."""
    return _("State or region")


def whole_country() -> str:
    """Name the choice of no part of a country."""
    return _("Holidays of the whole country only")


def part_of(country: str, part: str) -> str:
    """Name a part of a country."""
    # Translators: a country, and a state or region of it.
    return _("{country} ({part})").format(country=country, part=part)
