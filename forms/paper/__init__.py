"""A submission on paper."""
