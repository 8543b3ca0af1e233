"""The checks: pure functions that yield findings about a draft."""
