"""Stored files as answers to a browser or a program, handed to their own person only."""

from uuid import UUID

from django.http import StreamingHttpResponse
from django.utils.http import content_disposition_header

from zhanggui.foundation.actor import Actor
from zhanggui.foundation.files import content_of, file_of
from zhanggui.foundation.models import StoredFile
from zhanggui.foundation.outcome import NotFound

# Whatever else a browser might run stays a download.
SHOWN_INLINE = {"application/pdf", "image/png", "image/jpeg"}


def own_file(actor: Actor, token: UUID | str) -> StoredFile:
    """The stored file, if the actor uploaded it or had it made. Raises NotFound."""
    file = file_of(str(token))
    if file.person_id is None or file.person_id != actor.person_id:
        raise NotFound
    return file


def download(file: StoredFile, *, inline: bool = False) -> StreamingHttpResponse:
    """The file part by part; `inline` shows what is harmless instead of saving it."""
    shown = inline and file.media_type in SHOWN_INLINE
    answer = StreamingHttpResponse(content_of(file), content_type=file.media_type or "application/octet-stream")
    answer["Content-Length"] = str(file.size)
    answer["Content-Disposition"] = content_disposition_header(not shown, file.name) or "attachment"
    return answer
