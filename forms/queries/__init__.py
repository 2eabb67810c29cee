"""Whole reads with a fixed number of SQL queries."""
