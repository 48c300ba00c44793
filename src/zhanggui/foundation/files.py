"""Files are kept in the database in parts of one megabyte, named by a token that operations take as argument."""

import hashlib
from collections.abc import Iterable, Iterator
from typing import Any
from uuid import uuid4

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from zhanggui.foundation import clock
from zhanggui.foundation.actor import Actor
from zhanggui.foundation.models import FilePart, StoredFile
from zhanggui.foundation.outcome import NotFound, Refusal, Refused
from zhanggui.foundation.text import storable
from zhanggui.foundation.words import _

PART = 1 << 20


class TooBig(Refused):
    """The file is bigger than what this house takes (413)."""

    status = 413

    def __init__(self, most: int) -> None:
        super().__init__(Refusal("file_too_big", _("At most {most} MB"), {"most": most >> 20}))


@transaction.atomic
def store_file(name: str, media_type: str, content: Iterable[bytes], person_id: int | None = None) -> StoredFile:
    """Keep a file; `content` may come in pieces of any size."""
    file = StoredFile.objects.create(
        token=uuid4(), name=storable(name)[-200:], media_type=media_type[:100], size=0, digest="", person_id=person_id,
        created_at=clock.now(),
    )  # fmt: skip
    digest, size = hashlib.sha256(), 0
    for position, part in enumerate(_parts(content)):
        FilePart.objects.create(file=file, position=position, content=part)
        digest.update(part)
        size += len(part)
    file.size, file.digest = size, digest.hexdigest()
    file.save(update_fields=["size", "digest"])
    return file


def receive_file(actor: Actor, upload: UploadedFile, most: int) -> dict[str, Any]:
    """Keep what a person uploaded and say by which token operations take it. Raises TooBig above `most` bytes."""
    if upload.size is None or upload.size > most:
        raise TooBig(most)
    file = store_file(upload.name or "", upload.content_type or "", upload.chunks(), actor.person_id)
    return {"token": str(file.token), "name": file.name, "size": file.size}


def file_of(token: str) -> StoredFile:
    """The stored file. Raises NotFound."""
    file = StoredFile.objects.filter(token=token).first()
    if file is None:
        raise NotFound
    return file


def content_of(file: StoredFile) -> Iterator[bytes]:
    """The parts of the file in order."""
    parts = FilePart.objects.filter(file=file).order_by("position").values_list("content", flat=True)
    return (bytes(part) for part in parts.iterator(chunk_size=4))


def _parts(content: Iterable[bytes]) -> Iterator[bytes]:
    buffer = bytearray()
    for piece in content:
        buffer += piece
        while len(buffer) >= PART:
            yield bytes(buffer[:PART])
            del buffer[:PART]
    if buffer:
        yield bytes(buffer)
