"""Signatures with SSH keys, made and checked by `ssh-keygen -Y` of OpenSSH 8.2 and later."""

import os
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tuiwizard.drafts import files, looked_at
from tuiwizard.drafts.settings_file import settings_folder
from tuiwizard.errors import SigningError
from tuiwizard.lazy_patterns import lazily
from tuiwizard.proof import Seen, Standing
from tuiwizard.words import tr

if TYPE_CHECKING:
    from subprocess import CompletedProcess

NAMESPACE = "annual-report@tuiwizard"
"""What a signature is for: one that was made for a commit or a mail is none for a report."""

ALLOWED, KEY = "TUIWIZARD_ALLOWED_SIGNERS", "TUIWIZARD_SIGNING_KEY"
"""The variables that name the list of signers and the key."""

_LOOK_SECONDS, _SIGN_SECONDS = 20, 120
"""To check takes milliseconds; who signs may have to type a passphrase or touch a key."""

_KEYS = ("id_ed25519", "id_ed25519_sk", "id_ecdsa", "id_ecdsa_sk", "id_rsa")
_FINGERPRINT = lazily(r"\b(\S+ )key (SHA256:\S+)")


def own_list() -> Path | None:
    """Return the list of those who may sign: that of the environment, or of the user's settings."""
    named = os.environ.get(ALLOWED)
    if named:
        return Path(named)
    return found if files.is_there(found := settings_folder() / "allowed_signers") else None


def own_key() -> Path:
    """Return the key of whoever is here: that of the environment, or the first of their SSH keys.

    Raises:
        SigningError: There is none.
    """
    named = os.environ.get(KEY)
    keys = [Path(named)] if named else [Path.home() / ".ssh" / name for name in _KEYS]
    for key in keys:
        if named or files.is_there(key):
            return key
    raise SigningError(
        tr("没有找到签名用的密钥，请用 --key 给出，或用 ssh-keygen -t ed25519 做一把")
    )


class SshSigner(NamedTuple):
    """Signs with a key, or with a public key whose other half the SSH agent has.

    Attributes:
        key: The file of the key.
    """

    key: Path

    def sign(self, content: bytes, /) -> bytes:
        """Return a detached signature; a passphrase is asked for by ssh-keygen itself.

        Raises:
            SigningError: There is none, and why.
        """
        files.read_at_most(1, self.key, tr("密钥文件"))
        done = _run(_SIGN_SECONDS, "sign", "-f", _named(self.key), "-n", NAMESPACE, typed=content)
        if done.returncode != 0 or not done.stdout:
            raise SigningError(_why_unsigned(self.key, done.stderr.decode("utf-8", "replace")))
        return done.stdout


def _why_unsigned(key: Path, said: str) -> str:
    """Return in one sentence why ssh-keygen made no signature."""
    words = said.lower()
    if "passphrase" in words:
        return tr("{key}：密钥的口令不对或没有给，请再试，或先用 ssh-add 把密钥交给代理", key=key)
    if "too open" in words:
        return tr("{key}：密钥文件别人也能读，请先 chmod 600", key=key)
    if "no private key" in words:
        return tr("{key}：这是公钥，代理里没有它的私钥，请给出私钥，或先 ssh-add", key=key)
    if "load" in words or "invalid format" in words:
        return tr("{key}：这不是 SSH 密钥，请用 --key 给出私钥文件", key=key)
    if "agent" in words or "device" in words or "signing failed" in words:
        return tr("{key}：代理或硬件密钥没有签名，请插好、解锁，签名时触摸它，再试一次", key=key)
    lines = [line for line in said.splitlines() if line.strip()] or [tr("没有说原因")]
    return tr("{key}：ssh-keygen 没有签名（{said}）", key=key, said=lines[-1].strip())


class SshVerifier(NamedTuple):
    """Checks signatures against a list of those who may sign (ALLOWED SIGNERS in ssh-keygen(1)).

    Attributes:
        allowed: The list; without one only a signature that is there is looked at.
    """

    allowed: Path | None

    @property
    def wanted(self) -> bool:
        """Whether a draft without a signature is to be refused."""
        return self.allowed is not None

    def look(self, content: bytes, signature: Path, day: date | None, /) -> Seen:
        """Say what a signature proves.

        Raises:
            SigningError: It cannot be told, and why.
        """
        about = ("-n", NAMESPACE, "-s", _named(signature))
        bare = _run(_LOOK_SECONDS, "check-novalidate", *about, typed=content)
        if bare.returncode != 0:
            return Seen(Standing.CHANGED)
        found = _FINGERPRINT.search(bare.stdout.decode("ascii", "replace"))
        key = found[1] + found[2] if found else ""
        if self.allowed is None:
            return Seen(Standing.UNCHECKED, key=key)
        files.read_at_most(files.MAX_BYTES, self.allowed, tr("允许签名的名单"))
        principals = partial(_principals, self.allowed, signature)
        names = principals()
        within = ("verify", "-f", _named(self.allowed), *about)
        for name in names:
            if _run(_LOOK_SECONDS, *within, "-I", name, typed=content).returncode == 0:
                return Seen(Standing.VALID, names, key)
        earlier = principals(f"-Overify-time={day:%Y%m%d}") if day and not names else ()
        return Seen(Standing.EXPIRED if earlier else Standing.UNKNOWN, earlier, key)


def _principals(allowed: Path, signature: Path, *options: str) -> tuple[str, ...]:
    """Return the names that the key of a signature goes by in the list."""
    both = ("-s", _named(signature), "-f", _named(allowed))
    done = _run(_LOOK_SECONDS, "find-principals", *options, *both)
    if done.returncode != 0:
        return ()
    return tuple(done.stdout.decode("utf-8", "surrogateescape").splitlines())


def _named(path: Path) -> str:
    """Return a path that is no option, whatever it is called."""
    return str(path.absolute())


def _run(
    seconds: int, action: str, *arguments: str, typed: bytes = b""
) -> "CompletedProcess[bytes]":
    import shutil  # most drafts have no signature
    import subprocess

    program = shutil.which("ssh-keygen")
    if program is None:
        looked_at.note_more()
        raise SigningError(tr("这台电脑没有 ssh-keygen，请安装 OpenSSH（8.2 或更新）"))
    try:
        return subprocess.run(
            [program, "-Y", action, *arguments],
            input=typed,
            capture_output=True,
            check=False,
            timeout=seconds,
            env={**os.environ, "LC_ALL": "C"},
        )
    except subprocess.TimeoutExpired:
        raise SigningError(
            tr("ssh-keygen {n} 秒没有做完，没有再等，请看看代理和硬件密钥", n=seconds)
        ) from None
    except (OSError, ValueError):
        raise SigningError(tr("ssh-keygen 运行不了，请检查 OpenSSH 的安装")) from None
