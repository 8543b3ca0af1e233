"""Screens and dialogs of the wizard."""
