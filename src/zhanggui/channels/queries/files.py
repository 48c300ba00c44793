"""The uploaded files of an import."""

import hashlib
from collections.abc import Sequence
from uuid import UUID

from zhanggui.channels.models import ColumnMapping as SavedMapping
from zhanggui.channels.rules.mapping import ColumnMapping
from zhanggui.channels.rules.mapping_text import mapping_from_text
from zhanggui.channels.rules.read import SourceFile
from zhanggui.foundation.actor import Actor
from zhanggui.foundation.files import content_of
from zhanggui.foundation.models import StoredFile
from zhanggui.foundation.outcome import NotFound


def uploads_of(actor: Actor, tokens: Sequence[str]) -> list[StoredFile]:
    """The files in the order of their tokens. Raises NotFound for one that somebody else has uploaded; one query."""
    found = {str(file.token): file for file in StoredFile.objects.filter(token__in=tokens)}
    files = [found.get(str(token)) for token in tokens]
    if any(file is None or not _is_own(actor, file) for file in files):
        raise NotFound
    return [file for file in files if file is not None]


def digest_of(files: Sequence[StoredFile]) -> str:
    """What tells the very same files, in whatever order they came."""
    return hashlib.sha256(" ".join(sorted(file.digest for file in files)).encode()).hexdigest()


def sources_of(tokens: Sequence[UUID]) -> list[SourceFile]:
    """The files with their content."""
    found = {file.token: file for file in StoredFile.objects.filter(token__in=tokens)}
    return [SourceFile(found[token].name, b"".join(content_of(found[token]))) for token in tokens if token in found]


def mapping_of(saved: SavedMapping | None) -> ColumnMapping | None:
    """A saved mapping as the reader takes it."""
    read = mapping_from_text(saved.text) if saved else None
    return read if isinstance(read, ColumnMapping) else None


def _is_own(actor: Actor, file: StoredFile) -> bool:
    return actor.is_system or file.person_id in (None, actor.person_id)
