"""Tests of tables, queries and migrations, on real database files."""
