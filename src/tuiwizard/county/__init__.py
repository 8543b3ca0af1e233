"""The county desk: many reports at once.

Data flows one way, and a report among many has four shapes, each made from the one before:

    file ── received_file ─▶ ReceivedFile    its bytes, and the draft they say
              checked_report ─▶ CheckedReport    with what the checks find in it
                merge_input ─▶ MergeInput    what is kept to add it up: figures and signatures
                  desk_row ─▶ DeskRow    a line of the desk, with what it and others say together

`process_pool` runs the whole chain of one file in whichever process; what can only be said of many
reports (`cross_checks`, `merge`) is said of what is left of each after that, which is small.
"""
