"""Widgets of the wizard; each shows what it is given and posts what was typed."""
