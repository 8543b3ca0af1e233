"""A report as it is posted."""
