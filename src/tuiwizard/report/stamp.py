"""What marks a report that nobody has signed, in print and in the names of files."""

STAMP = "草稿（未经审核）"  # not said: printed
"""What is printed above a report that is not for posting, and put into its file's name."""

UNFINISHED = "年报还没有完成："  # not said: printed
"""What is printed behind it where something is missing; what each section lacks follows."""
