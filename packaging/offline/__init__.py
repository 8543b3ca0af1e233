"""How the program gets to computers without a network: `make offline`, `make zipapp`."""
