"""The documents as a site that needs no network: `make site`."""
