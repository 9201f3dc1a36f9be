"""Owns a believable team: you and eight colleagues, in several time zones, with three channels."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.sandbox.model import Person
    from bot.sandbox.workspace import Workspace

_COLLEAGUES = (
    ("Ana Lima", "Europe/Lisbon"),
    ("Tunde Okafor", "Africa/Lagos"),
    ("Jonas Weber", "Europe/Berlin"),
    ("Eleni Papadaki", "Europe/Athens"),
    ("Wanjiru Kamau", "Africa/Nairobi"),
    ("Priya Raman", "Asia/Kolkata"),
    ("Maya Torres", "America/New_York"),
    ("Kenji Sato", "Asia/Tokyo"),
)


def seed_team(workspace: "Workspace") -> "Person":
    """People a workspace and give back the one whose eyes the page looks through."""
    you = workspace.add_person(name="You", tz="Europe/London", is_admin=True, is_owner=True)
    colleagues = [
        workspace.add_person(name=name, tz=tz, simulated=True) for name, tz in _COLLEAGUES
    ]
    everybody = [you.id, *(person.id for person in colleagues)]
    workspace.add_channel("general", members=[*everybody, workspace.bot_user_id])
    workspace.add_channel("random", members=everybody)
    workspace.add_channel("wellbeing", members=[*everybody, workspace.bot_user_id])
    return you
