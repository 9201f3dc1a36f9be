"""Tests of what makes things happen on time."""
