"""One made-up ledger counted by the program and by SQL, and what differs."""

from datetime import date

from tests.ledger.made_up import PROPOSED, YEAR, Ledger, counted, words_to_ask
from tuiwizard.ledger.counting import count
from tuiwizard.ledger.mapping import Mapping, Words
from tuiwizard.ledger.reading import read_ledger
from tuiwizard.ledger.sheets import read_book

TOLD = Mapping(
    words=Words(
        outcome={word: answer for word, (kind, answer) in PROPOSED.items() if kind == "outcome"},
        applicant={w: answer for w, (kind, answer) in PROPOSED.items() if kind == "applicant"},
    )
)


def differences(ledger: Ledger, until: date) -> list[str]:
    """Return every cell, question and sum in which the program and SQL differ."""
    sheets = [sheet for name, data in ledger.files.items() for sheet in read_book(name, data)]
    asked = read_ledger(sheets, Mapping(), YEAR, until)
    words = {(question.kind, question.word) for question in asked.questions}
    wrong = []
    if words != (expected := words_to_ask(ledger, until)):
        wrong.append(f"asked {sorted(words ^ expected)}")
    if len(words) != len(asked.questions):
        wrong.append("a word is asked for twice")
    reading = read_ledger(sheets, TOLD, YEAR, until)
    wrong += [f"asked {question}" for question in reading.questions]
    result = count(reading.requests, YEAR, until)
    found = {path: sorted(map(tuple, rows)) for path, rows in result.rows.items() if rows}
    truth = counted(ledger, until)
    wrong += [
        f"{path}: {found.get(path)} instead of {truth.get(path)}"
        for path in sorted({*found, *truth})
        if found.get(path) != truth.get(path)
    ]
    done = len(reading.requests) + len(reading.set_aside)
    if not done == reading.rows == len(ledger.facts) + ledger.not_requests:
        wrong.append(f"{done} rows told, {reading.rows} read, {len(ledger.facts)} requests")
    return wrong
