"""Published reports, read from wherever they stand.

A reader turns a source into lines of pieces (`page`); `match` finds in them what the form
asks for. Nothing here opens a file, follows a link or runs what a document holds.
"""
