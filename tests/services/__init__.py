"""Tests of the use cases, on real database files."""
