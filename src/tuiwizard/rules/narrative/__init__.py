"""The narrative engine: numbers in the text, what they count, and the tables they must match.

`numerals` finds the numbers, `words` is the vocabulary, `claims` ties each number to what it
counts, `match` compares with the tables, `rules` are R701 to R704. Where it is unsure, it is
silent: a false alarm teaches people to ignore the true ones.
"""
