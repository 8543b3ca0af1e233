"""Who is let in: one browser, with the address and, where there is one, the password."""

import base64

import pytest

from tuiwizard.door.entry import Entry, Verdict


def basic(password: str, scheme: str = "Basic") -> str:
    return f"{scheme} {base64.b64encode(f'某人:{password}'.encode()).decode()}"


def cookie(entry: Entry) -> str:
    return entry.ticket().partition(";")[0]


def test_the_first_browser_uses_the_key_up() -> None:
    entry = Entry()
    assert entry.admit("") is Verdict.REFUSED
    assert entry.admit(f"{entry.key}x") is Verdict.REFUSED
    assert entry.admit(entry.key) is Verdict.LET_IN
    assert entry.admit(entry.key) is Verdict.REFUSED


def test_the_ticket_is_known_once_somebody_has_it() -> None:
    entry = Entry()
    assert not entry.knows(cookie(entry))
    entry.admit(entry.key)
    assert entry.knows(cookie(entry))
    assert entry.knows(f"a=b; {cookie(entry)}; c=d")
    assert not entry.knows("")
    assert not entry.knows(cookie(entry)[:-1])
    assert not entry.knows(cookie(Entry()))


def test_a_ticket_is_not_for_scripts_nor_for_other_sites() -> None:
    ticket = Entry().ticket()
    assert "; HttpOnly; SameSite=Lax; " in ticket
    assert "Secure" not in ticket
    assert Entry().ticket(encrypted=True).endswith("; Secure")


@pytest.mark.parametrize("password", ["口令：八个字符以上", "pass:word"])
def test_a_password_is_wanted_besides_the_key(password: str) -> None:
    entry = Entry(password)
    assert entry.admit("", basic(password)) is Verdict.REFUSED
    assert entry.admit(entry.key) is Verdict.PASSWORD
    assert entry.admit(entry.key, basic("wrong")) is Verdict.MISTAKEN
    assert entry.admit(entry.key, basic(password, "basic")) is Verdict.LET_IN


@pytest.mark.parametrize("sent", ["Basic", "Basic ===", "Basic /w==", "Digest eDrnlLI=", "甲"])
def test_what_is_no_password_is_a_wrong_one(sent: str) -> None:
    entry = Entry("甲")
    assert entry.admit(entry.key, sent) is Verdict.MISTAKEN


def test_ten_wrong_passwords_close_the_door() -> None:
    entry = Entry("right")
    for _ in range(10):
        assert entry.admit(entry.key, basic("wrong")) is Verdict.MISTAKEN
    assert entry.admit(entry.key, basic("right")) is Verdict.REFUSED
    assert not entry.knows(cookie(entry))
