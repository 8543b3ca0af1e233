"""How the files of a kit for posting are called; importable without making one."""

POSTING_LIST = "公布清单.md"  # not said: stored

FOLDER_END = "-公布"  # not said: stored
"""How the name of the folder ends that a kit goes into unless another is given."""
