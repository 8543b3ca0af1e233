"""The steps of a release, each a script that runs anywhere: `make release-check` runs them here."""
