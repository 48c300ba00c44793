from zhanggui.org.rules.secrets import digest_of, draw_password, draw_token, is_username


def test_passwords_differ_and_can_be_read_aloud() -> None:
    drawn = {draw_password() for _ in range(200)}
    assert len(drawn) == 200
    assert not set("".join(drawn)) & set("il1o0")
    assert all(len(password) == 14 for password in drawn)


def test_tokens_are_known_by_their_digest_only() -> None:
    secret = draw_token()
    assert secret.startswith("zg_")
    assert digest_of(secret) == digest_of(secret) != digest_of(draw_token())
    assert secret not in digest_of(secret)


def test_usernames() -> None:
    assert is_username("wang.fang-2")
    assert not any(map(is_username, ("", "w", "Wang", "王芳", "wang fang", "-wang", "w" * 41)))
