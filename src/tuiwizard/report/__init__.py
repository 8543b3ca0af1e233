"""From what a person types to a valid report, and back."""
