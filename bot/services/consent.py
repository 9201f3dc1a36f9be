"""The one question before everything that concerns a member: have they opted in?"""

from bot.domain.member import Member
from bot.services.errors import NotOptedInError


def opted_in(found: Member | None) -> Member:
    """Return a member who is opted in.

    Raises:
        NotOptedInError: nobody is there, or they left.
    """
    if found is None or not found.is_opted_in:
        raise NotOptedInError(has_left=found is not None)
    return found
