"""The program with its own Python, in one file and in one folder: `make onefile`."""
