"""Whole documents, each with what must come of it."""
