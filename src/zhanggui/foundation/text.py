"""Text from outside, made fit to be kept."""


def storable(text: str) -> str:
    """The text without what PostgreSQL cannot keep: NUL characters and halves of surrogate pairs."""
    return text.replace("\x00", "").encode("utf-8", "ignore").decode("utf-8")
