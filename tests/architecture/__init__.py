"""Tests of the shape of the code and its documents, rather than of what it does."""
