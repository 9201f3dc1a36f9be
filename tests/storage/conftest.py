"""What the tests of storage share."""

from tests.databases import (  # noqa: F401 - fixtures, found by their names
    database,
    database_url,
    second_database,
    template,
)
