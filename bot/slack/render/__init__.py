"""Draws what people see: domain values in, plain Block Kit and complete fallback text out."""
