"""What the tests of the engine share."""

from tests.databases import (  # noqa: F401 - fixtures, found by their names
    database,
    database_url,
    template,
)
