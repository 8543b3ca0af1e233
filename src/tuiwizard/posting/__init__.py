"""What is posted: whether a posted copy says what the draft says, and the files for posting.

Below the county, the session and the command line, which all ask; above reading and rendering,
which it brings together.
"""
