"""The narrative engine: numbers in the text, what they count, and the tables they must match.

`numerals` finds the numbers; `clauses` cuts the text and gives each number the words of its own
clause; `phrases` is the vocabulary, as data with examples; `claims` ties each number to what it
counts; `readings` adds up the cells; `bindings` is the result as a value. `denials` finds where
the text says that there was nothing; `stray_years`, `enumerations`, `growth` and `self_names`
read the text by itself. `rules` and `text_rules` are R701 to R707. Where the engine is unsure,
it is silent: a false alarm teaches people to ignore the true ones.
"""
