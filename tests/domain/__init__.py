"""Tests of the rules: pure, without fixtures, sockets or a clock."""
