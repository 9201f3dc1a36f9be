"""Tests of what `unsit doctor` finds, against answers over real HTTP."""
