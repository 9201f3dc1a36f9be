"""What the tests of storage share: each runs on every database."""

from tests.databases import both as pytest_generate_tests  # noqa: F401 - a hook of pytest's
