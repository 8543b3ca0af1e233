"""Signatures with SSH keys: forged sign-offs are seen, and every obstacle is one sentence."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.published import committed
from tests.signing import reviewed, signed
from tuiwizard.county.desk_row import State, read_desk_row, stamp_of
from tuiwizard.drafts import store
from tuiwizard.drafts.paths import signature_file
from tuiwizard.errors import SigningError
from tuiwizard.proof import Proof, Seen, Standing, prove, sign, ssh
from tuiwizard.proof.ssh import SshSigner, SshVerifier
from tuiwizard.report import sign_off
from tuiwizard.report.draft import Draft
from tuiwizard.report.metadata import Explanation, Signatory

SIGNER = "签发人甲"
"""Who signs in `tests.signing`."""


def keygen(*arguments: str | Path) -> None:
    subprocess.run(["ssh-keygen", "-q", *map(str, arguments)], check=True, timeout=60)


if shutil.which("ssh-keygen") is None:
    pytest.skip("there is no ssh-keygen", allow_module_level=True)


@pytest.fixture(autouse=True)
def nobody_has_a_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("TUIWIZARD_STATE", str(tmp_path / "state"))
    for name in (ssh.ALLOWED, ssh.KEY, "SSH_AUTH_SOCK", "DISPLAY", "SSH_ASKPASS"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The keys of the signer and of somebody else, and one with a passphrase."""
    folder = tmp_path_factory.mktemp("keys")
    made = {name: folder / name for name in ("signer", "other", "locked")}
    for name, key in made.items():
        passphrase = "secret" if name == "locked" else ""
        keygen("-t", "ed25519", "-N", passphrase, "-C", "", "-f", key)
    return made


@pytest.fixture
def allowed(tmp_path: Path, keys: dict[str, Path]) -> Callable[..., Path]:
    """Writes a list in which a key goes by names, with what else stands on its line."""

    def write(names: str = SIGNER, options: str = "", key: str = "signer") -> Path:
        file = tmp_path / "名单"
        public = keys[key].with_suffix(".pub").read_text().strip()
        file.write_text(f"# 甲县\n{names} {options} {public}\n", encoding="utf-8")
        return file

    return write


@pytest.fixture
def draft() -> Draft:
    return signed(committed("guanyuan-2019").draft())


@pytest.fixture
def path(tmp_path: Path, draft: Draft, keys: dict[str, Path]) -> Path:
    """A draft that was signed off, and its signature."""
    file = tmp_path / "2019.toml"
    store.save(file, draft)
    sign(store.load(file), file, SshSigner(keys["signer"]))
    return file


def standing(path: Path, list_: Path | None) -> Standing | None:
    proof = prove(store.load(path), path, SshVerifier(list_))
    return proof and proof.standing


# What holds


@pytest.mark.parametrize("names", [SIGNER, f"jia@a.cn,{SIGNER}", f'"{SIGNER}"'])
def test_a_signature_of_the_signer_holds(
    run: Run, path: Path, allowed: Callable[..., Path], names: str
) -> None:
    done = run("verify", path, "--allowed-signers", allowed(names))
    assert (done.code, done.err) == (0, "")
    (line,) = done.text.splitlines()
    assert line.startswith(f"{path}：签名有效，是")
    assert SIGNER in line
    assert "ED25519 SHA256:" in line


def test_it_holds_however_often_the_draft_is_saved_and_wherever_it_lies(
    tmp_path: Path, path: Path, allowed: Callable[..., Path]
) -> None:
    moved = tmp_path / "别处" / "甲.toml"
    moved.parent.mkdir()
    store.save(moved, store.load(path))
    signature_file(path).rename(signature_file(moved))
    assert standing(moved, allowed()) is Standing.VALID


# Forgeries: each is seen, with its reason


def test_a_sign_off_made_by_hand(run: Run, tmp_path: Path, allowed: Callable[..., Path]) -> None:
    """Whoever can write the file can write a sign-off that is whole in every way."""
    file = tmp_path / "forged.toml"
    store.save(file, signed(committed("guanyuan-2019").draft()))
    assert sign_off.sign_off_status(store.load(file)) is sign_off.SignOffStatus.SIGNED
    done = run("verify", file, "--allowed-signers", allowed())
    assert done.code == 1
    assert done.text == f"{file}：没有签名，签发只是记录，证明不了是谁签的\n"


def test_a_sign_off_and_a_signature_copied_from_another_draft(
    run: Run, tmp_path: Path, path: Path, allowed: Callable[..., Path]
) -> None:
    file = tmp_path / "copied.toml"
    store.save(file, signed(committed("pingtan-2021").draft()))
    signature_file(file).write_bytes(signature_file(path).read_bytes())
    done = run("verify", file, "--allowed-signers", allowed())
    assert done.code == 1
    assert "签名和内容对不上" in done.text


def changes() -> dict[str, Callable[[Draft], Draft]]:
    explained = Explanation(rule="R401", reason="原因", by="甲")
    return {
        "a figure": lambda d: d.with_texts({"requests.received.natural_person": "12345"}),
        "an explanation": lambda d: replace(d, explanations=(*d.explanations, explained)),
        "the signer": lambda d: sign_off.with_sign_off(
            d, signed=Signatory(by="乙", on=date(2026, 1, 12))
        ),
        "a day": lambda d: sign_off.with_sign_off(
            d, signed=Signatory(by=SIGNER, on=date(2026, 1, 13))
        ),
    }


@pytest.mark.parametrize("what", list(changes()))
def test_what_was_changed_after_it(
    run: Run, path: Path, allowed: Callable[..., Path], what: str
) -> None:
    """Even by somebody who renews the sign-off in the file so that it is whole again."""
    store.save(path, sign_off.signed(changes()[what](store.load(path))))
    done = run("verify", path, "--allowed-signers", allowed(f"{SIGNER},乙"))
    assert done.code == 1
    assert "签名和内容对不上：签名以后改过" in done.text


def test_somebody_else_who_may_sign_too(
    run: Run, path: Path, keys: dict[str, Path], allowed: Callable[..., Path]
) -> None:
    sign(store.load(path), path, SshSigner(keys["other"]))
    done = run("verify", path, "--allowed-signers", allowed("乙", key="other"))
    assert done.code == 1
    assert f"签名是乙的，签发人写的是{SIGNER}，不是一个人" in done.text


def test_a_key_that_is_not_on_the_list(run: Run, path: Path, allowed: Callable[..., Path]) -> None:
    done = run("verify", path, "--allowed-signers", allowed(key="other"))
    assert done.code == 1
    assert "不在允许签名的名单里" in done.text


def test_a_key_that_may_sign_only_other_things(path: Path, allowed: Callable[..., Path]) -> None:
    assert standing(path, allowed(options='namespaces="git"')) is Standing.UNKNOWN
    assert standing(path, allowed(options=f'namespaces="{ssh.NAMESPACE}"')) is Standing.VALID


def test_a_key_that_has_expired(run: Run, path: Path, allowed: Callable[..., Path]) -> None:
    list_ = allowed(options='valid-before="20260201"')
    done = run("verify", path, "--allowed-signers", list_)
    if date.today() < date(2026, 2, 1):  # noqa: DTZ011
        pytest.skip("this computer's clock is behind")
    assert done.code == 1
    assert f"{SIGNER}签名用的密钥（ED25519 SHA256:" in done.text
    assert "已经过期" in done.text
    assert standing(path, allowed(options='valid-before="20250101"')) is Standing.UNKNOWN


def test_a_signature_for_something_else(
    path: Path, keys: dict[str, Path], allowed: Callable[..., Path]
) -> None:
    content = path.with_name("content")
    content.write_bytes(sign_off.canonical(store.load(path)))
    keygen("-Y", "sign", "-f", keys["signer"], "-n", "git", content)
    signature_file(path).write_bytes(signature_file(content).read_bytes())
    assert standing(path, allowed()) is Standing.CHANGED


@pytest.mark.parametrize("data", [b"", b"\0" * 100, b"-----BEGIN SSH SIGNATURE-----\n"])
def test_a_signature_that_is_none(path: Path, allowed: Callable[..., Path], data: bytes) -> None:
    signature_file(path).write_bytes(data)
    assert standing(path, allowed()) is Standing.CHANGED


# Without keys and lists


def test_without_a_list_only_what_is_there_is_looked_at(run: Run, path: Path) -> None:
    done = run("verify", path)
    assert done.code == 2
    assert "没有允许签名的名单，不知道是谁签的" in done.text
    store.save(path, sign_off.signed(changes()["a figure"](store.load(path))))
    assert run("verify", path).code == 1
    signature_file(path).unlink()
    assert prove(store.load(path), path, SshVerifier(None)) is None
    done = run("verify", path)
    assert (done.code, done.sentence) == (
        *(2,),
        f"{path} 旁边没有签名，也没有给出公布出去的文件，没有可核对的",
    )


def test_the_list_of_the_environment_and_that_of_the_settings(
    run: Run, path: Path, allowed: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(ssh.ALLOWED, str(allowed()))
    assert run("verify", path).code == 0
    monkeypatch.delenv(ssh.ALLOWED)
    place = Path(os.environ["TUIWIZARD_STATE"], "allowed_signers")
    place.parent.mkdir(exist_ok=True)
    place.write_bytes(allowed().read_bytes())
    assert run("verify", path).code == 0


# The other places that look


def test_json_says_it(run: Run, path: Path, allowed: Callable[..., Path]) -> None:
    done = run("verify", path, "--allowed-signers", allowed(), "--format", "json")
    said = json.loads(done.text)["draft"]["signature"]
    assert (said["standing"], said["signers"]) == ("valid", [SIGNER])
    assert said["key"].startswith("ED25519 SHA256:")
    assert "签名有效" in said["message"]
    signature_file(path).unlink()
    again = json.loads(run("verify", path, path, "--format", "json").text)
    assert "signature" not in again["draft"]


def test_check_says_it(
    run: Run, path: Path, allowed: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = run("check", path)
    assert "没有允许签名的名单" in plain.text
    monkeypatch.setenv(ssh.ALLOWED, str(allowed()))
    assert "签名有效" in run("check", path).text
    monkeypatch.setenv(ssh.ALLOWED, str(allowed(key="other")))
    done = run("check", path, "--format", "json")
    assert done.code == 1
    (file,) = json.loads(done.text)["files"]
    assert file["signature"]["standing"] == "unknown"


def test_the_desk_says_it(
    path: Path, allowed: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(ssh.ALLOWED, str(allowed()))
    row = read_desk_row(path)
    assert isinstance(row.proof, Proof)
    assert row.proof.standing is Standing.VALID
    before = stamp_of(path)
    signature_file(path).unlink()
    assert stamp_of(path) != before  # so the desk reads it again
    row = read_desk_row(path)
    assert row.proof is not None
    assert row.proof.standing is Standing.NONE
    assert row.state is not State.SIGNED


def test_it_is_handed_over_with_its_draft(
    run: Run, path: Path, tmp_path: Path, allowed: Callable[..., Path]
) -> None:
    assert run("pack", path, "-o", tmp_path / "a.zip").code == 0
    assert run("unpack", tmp_path / "a.zip", "-o", tmp_path / "到").code == 0
    assert standing(tmp_path / "到" / path.name, allowed()) is Standing.VALID


# Making one


def test_sign_and_verify(
    run: Run, path: Path, keys: dict[str, Path], allowed: Callable[..., Path],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    done = run("sign", path, "--key", keys["signer"])
    assert done.code == 2
    assert "已经有这个文件" in done.sentence
    monkeypatch.setenv(ssh.ALLOWED, str(allowed()))
    monkeypatch.setenv(ssh.KEY, str(keys["signer"]))
    done = run("sign", path, "--force")
    assert (done.code, done.out) == (0, b"")
    assert "签名有效" in done.err.splitlines()[-1]
    done = run("sign", path, "--force", "--key", keys["other"])
    assert done.code == 1
    assert "不在允许签名的名单里" in done.err.splitlines()[-1]


def test_only_what_was_signed_off_is_signed(
    run: Run, tmp_path: Path, keys: dict[str, Path]
) -> None:
    file = tmp_path / "open.toml"
    store.save(file, reviewed(committed("guanyuan-2019").draft()))
    done = run("sign", file, "--key", keys["signer"])
    assert (done.code, done.sentence) == (1, "没有签名：还没有审核签发")
    assert not signature_file(file).exists()


def test_the_key_of_whoever_is_here(
    path: Path, keys: dict[str, Path], run: Run, tmp_path: Path
) -> None:
    assert "没有找到签名用的密钥" in run("sign", path, "--force").sentence
    own = tmp_path / "home" / ".ssh" / "id_ed25519"
    own.parent.mkdir(parents=True)
    own.write_bytes(keys["signer"].read_bytes())
    own.chmod(0o600)
    assert run("sign", path, "--force").code == 0


def obstacle(key: Path) -> str:
    with pytest.raises(SigningError) as refused:
        SshSigner(key).sign(b"content")
    return str(refused.value)


def test_a_key_with_a_passphrase_and_nobody_to_type_it(keys: dict[str, Path]) -> None:
    code = (
        "import sys\nfrom pathlib import Path\nfrom tuiwizard.errors import SigningError\n"
        "from tuiwizard.proof.ssh import SshSigner\n"
        "try: SshSigner(Path(sys.argv[1])).sign(b'')\nexcept SigningError as e: print(e)\n"
    )
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", code, keys["locked"]],
        capture_output=True, check=True, start_new_session=True, timeout=60,
    )  # fmt: skip
    assert "密钥的口令不对或没有给" in done.stdout.decode()


def test_keys_that_cannot_sign(tmp_path: Path, keys: dict[str, Path]) -> None:
    none = tmp_path / "none"
    none.write_text("none")
    none.chmod(0o600)
    assert "这不是 SSH 密钥" in obstacle(none)
    lone = tmp_path / "lone.pub"
    lone.write_bytes(keys["signer"].with_suffix(".pub").read_bytes())
    assert "代理里没有它的私钥" in obstacle(lone)
    open_ = tmp_path / "open"
    open_.write_bytes(keys["signer"].read_bytes())
    open_.chmod(0o644)
    assert "请先 chmod 600" in obstacle(open_)


def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """Puts a program in the place of ssh-keygen."""
    folder = tmp_path / "bin"
    folder.mkdir(exist_ok=True)
    (folder / "ssh-keygen").write_text(f"#!/bin/sh\n{script}\n")
    (folder / "ssh-keygen").chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}/usr/bin{os.pathsep}/bin")


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("echo 'Signing failed: agent refused operation' >&2; exit 255", "代理或硬件密钥没有签名"),
        ("echo 'sign_and_send: device not found' >&2; exit 255", "代理或硬件密钥没有签名"),
        ("echo something new >&2; exit 3", "ssh-keygen 没有签名（something new）"),
        ("exit 0", "ssh-keygen 没有签名（没有说原因）"),
    ],
)
def test_what_else_it_may_say(
    tmp_path: Path, keys: dict[str, Path], monkeypatch: pytest.MonkeyPatch, script: str, said: str
) -> None:
    program(tmp_path, monkeypatch, script)
    assert said in obstacle(keys["signer"])


def test_it_is_not_waited_for_for_ever(
    tmp_path: Path, keys: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    program(tmp_path, monkeypatch, "exec sleep 60")
    monkeypatch.setattr(ssh, "_SIGN_SECONDS", 1)
    assert "ssh-keygen 1 秒没有做完" in obstacle(keys["signer"])


def test_it_is_not_there(
    run: Run, path: Path, tmp_path: Path, allowed: Callable[..., Path],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    list_ = allowed()
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
    done = run("verify", path, "--allowed-signers", list_)
    assert done.code == 2
    assert "签名没有核对：这台电脑没有 ssh-keygen" in done.text


def test_it_cannot_be_run(
    tmp_path: Path, keys: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    program(tmp_path, monkeypatch, "")
    (tmp_path / "bin" / "ssh-keygen").write_bytes(b"\x7fELF")
    assert "ssh-keygen 运行不了" in obstacle(keys["signer"])


def test_a_list_that_is_not_there(run: Run, path: Path, tmp_path: Path) -> None:
    done = run("verify", path, "--allowed-signers", tmp_path / "none")
    assert done.code == 2
    assert "签名没有核对：" in done.text
    assert "没有这个文件" in done.text


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes on this system")
def test_a_signature_that_is_a_pipe(path: Path, allowed: Callable[..., Path]) -> None:
    signature_file(path).unlink()
    os.mkfifo(signature_file(path))
    assert standing(path, allowed()) is Standing.UNCHECKED


# Another kind of signature


class Sm2:
    """Stands in for a signer of another kind: it signs with nothing."""

    wanted = True

    def sign(self, content: bytes, /) -> bytes:
        return content[::-1]

    def look(self, content: bytes, signature: Path, day: date | None, /) -> Seen:
        assert day == date(2026, 1, 12)
        same = signature.read_bytes() == content[::-1]
        return Seen(Standing.VALID if same else Standing.CHANGED, (f"{SIGNER[0]} {SIGNER[1:]}",))


def test_another_kind_of_signature_can_stand_in(path: Path) -> None:
    draft = store.load(path)
    sign(draft, path, Sm2())
    proof = prove(draft, path, Sm2())
    assert proof is not None
    assert (proof.standing, proof.refused) == (Standing.VALID, False)
