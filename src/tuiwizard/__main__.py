"""`python -m tuiwizard`."""

from tuiwizard.cli import program

if __name__ == "__main__":
    program()
