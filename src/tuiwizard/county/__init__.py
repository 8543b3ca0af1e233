"""The county desk: many reports at once.

A file that was received is read (`received`) and judged (`judged`) on its own, in whichever
process (`parallel`); what can only be said of many reports is said of what is left of each after
that, which is small.
"""
