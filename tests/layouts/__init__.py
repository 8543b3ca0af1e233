"""Reports printed in the ways in which offices print them, to be read again."""
