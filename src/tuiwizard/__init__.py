"""tuiwizard: a terminal wizard for China's annual report on open government information."""

__version__ = "0.2.0"
