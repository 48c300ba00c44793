"""How receipts, timelines and fields call imports and mappings."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext

from zhanggui.channels.models import ColumnMapping
from zhanggui.channels.queries.imports import mappings, visible_to
from zhanggui.channels.vocabulary import IMPORT_STATES
from zhanggui.foundation.actor import Actor
from zhanggui.foundation.lookup import Lookup
from zhanggui.foundation.subject import Subject
from zhanggui.foundation.words import _

MOST = 20


def import_labels(actor: Actor, ids: Sequence[int]) -> dict[int, str]:
    """The files of the imports in range."""
    rows = visible_to(actor).filter(pk__any=ids).values_list("pk", "shop__name", "file_names")
    return {pk: f"{shop} · {'、'.join(names[:2])}{'…' if len(names) > 2 else ''}" for pk, shop, names in rows}


def mapping_names(actor: Actor, ids: Sequence[int]) -> dict[int, str]:
    """The names of saved mappings."""
    return dict(ColumnMapping.objects.filter(pk__any=ids).values_list("pk", "name"))


def mapping_choices() -> list[tuple[int, str]]:
    """The saved mappings, for a field."""
    return list(mappings().values_list("pk", "name"))


def _note(kind: str, data: Mapping[str, Any]) -> str:
    if "created" not in data:
        return ""
    sentence = gettext("{created} new, {updated} changed, {unchanged} unchanged, {rejected} rejected")
    return sentence.format(**{name: data.get(name, 0) for name in ("created", "updated", "unchanged", "rejected")})


def _import_url(import_id: int) -> str:
    return f"/imports/{import_id}/"


def _mapping_url(mapping_id: int) -> str:
    return f"/imports/mappings/{mapping_id}/"


def _search(actor: Actor, term: str) -> list[tuple[int, str]]:
    return list(mappings().filter(name__icontains=term).values_list("pk", "name")[:MOST])


def _by_code(actor: Actor, codes: Sequence[str]) -> dict[str, int]:
    return dict(ColumnMapping.objects.filter(name__any=codes).values_list("name", "pk"))


IMPORT = Subject("import", _("Import"), import_labels, _import_url, IMPORT_STATES, _note)
MAPPING = Subject("mapping", _("Column mapping"), mapping_names, _mapping_url)
Lookup("mapping", search=_search, by_code=_by_code, texts=mapping_names)
