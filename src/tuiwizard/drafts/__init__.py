"""Drafts on disk: the TOML they are written in, and the files they live in."""
