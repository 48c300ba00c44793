"""Draws passwords that can be read aloud and secrets that cannot be guessed."""

import hashlib
import re
import secrets

# Without letters and digits that look alike on paper.
LETTERS = "abcdefghjkmnpqrstuvwxyz"
DIGITS = "23456789"
USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{1,39}")
TOKEN_MARK = "zg_"  # noqa: S105 - the mark by which people and scanners of code know a token of ours


def draw_password() -> str:
    """Three groups of four such as `kfmn-3827-wqtd`: 48 bits of chance."""
    groups = (LETTERS, DIGITS, LETTERS)
    return "-".join("".join(secrets.choice(group) for _ in range(4)) for group in groups)


def draw_token() -> str:
    """A secret by which a program acts as a person."""
    return TOKEN_MARK + secrets.token_urlsafe(32)


def digest_of(secret: str) -> str:
    """What is kept of a token: enough to know it again, useless to who steals it."""
    return hashlib.sha256(secret.encode()).hexdigest()


def is_username(text: str) -> bool:
    """Whether the text may be a username: two to forty small letters, digits, dots, dashes."""
    return USERNAME.fullmatch(text) is not None
