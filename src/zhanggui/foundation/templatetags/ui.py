"""Small words for templates: money, clocks, tags and icons, cheap enough to stand in every cell of a list."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from itertools import chain
from typing import Any

from django import template
from django.http import QueryDict
from django.template.loader_tags import BLOCK_CONTEXT_KEY
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from zhanggui.foundation import clock as business_clock
from zhanggui.foundation.money import yuan
from zhanggui.foundation.templatetags.chips import active_filters, written
from zhanggui.foundation.templatetags.clocks import SOON, full, named_day, until
from zhanggui.foundation.templatetags.icons import drawing

register = template.Library()

COUNT_CAP = 999
TONES = {"warn", "info", "danger", "ok", "plain", "accent", "ink"}


@register.simple_tag
def icon(name: str) -> SafeString:
    """Draw an outline icon of the icon set by its name."""
    return drawing(name)


@register.filter
def money(fen: int | None) -> str:
    """Write fen as people read money; nothing for None."""
    return yuan(fen) if isinstance(fen, int) else ""


@register.filter
def amount(fen: object) -> object:
    """Write fen the way an input wants them, `12800` as `128.00`; what a person typed stays as typed."""
    return f"{fen / 100:.2f}" if isinstance(fen, int) else fen


@register.filter
def number(value: Any) -> Any:
    """Write a count with thousands separators; words stay words."""
    return f"{value:,}" if isinstance(value, int | float) else value


@register.filter
def capped(value: Any) -> Any:
    """Write a count that was fetched only up to a bound: `999+` above it."""
    return f"{COUNT_CAP}+" if isinstance(value, int) and value > COUNT_CAP else number(value)


@register.filter
def typed_moment(value: object) -> object:
    """Write a moment for a date-time input, in the company's time."""
    if isinstance(value, datetime):
        return value.astimezone(business_clock.SHANGHAI).strftime("%Y-%m-%dT%H:%M")
    return value.isoformat() if isinstance(value, date) else value


@register.simple_tag
def clock(due_at: datetime | None) -> SafeString:
    """Show how long is left until `due_at`: red when it is near or over."""
    if due_at is None:
        return SafeString("")
    left = due_at - business_clock.now()
    urgent = ' data-due="soon"' if left < SOON else ""
    tone = "clock is-late" if left < SOON else "clock"
    return format_html(
        '<time class="{}" datetime="{}" title="{}"{}>{}</time>',
        tone,
        due_at.isoformat(),
        full(due_at),
        SafeString(urgent),
        until(due_at, left),
    )


@register.simple_tag
def clock_words() -> SafeString:
    """Hand the sentences of clocks to the script that lets them go on."""
    return format_html(
        'data-word-left="{}" data-word-overdue="{}"', gettext("%(time)s left"), gettext("%(time)s overdue")
    )


@register.simple_tag
def moment(at: datetime | None) -> SafeString:
    """Show when something happened, as short as today allows."""
    if at is None:
        return SafeString("")
    return format_html(
        '<time class="moment" datetime="{}" title="{}">{}</time>',
        at.isoformat(),
        full(at),
        named_day(at, today_word=False),
    )


@register.simple_tag
def tag(label: object, tone: str = "plain", title: str = "") -> SafeString:
    """Draw a reason as a small coloured tag."""
    shade = tone if tone in TONES else "plain"
    return format_html('<span class="tag tag-{}" title="{}">{}</span>', shade, title or label, label)


@register.simple_tag
def pick(record_id: object, label: object = "") -> SafeString:
    """Draw the cell by which a row of a list is selected."""
    said = gettext("Select %(name)s") % {"name": label or record_id}
    return format_html(
        '<td class="pick"><label><input type="checkbox" class="form-check-input" name="ids" value="{}"'
        ' aria-label="{}"></label></td>',
        record_id,
        said,
    )


@register.simple_tag
def bar(share: float | str | None, tone: str = "ok") -> SafeString:
    """Draw a bar that is `share` per cent full; SVG lengths because a style attribute is not allowed."""
    filled = max(0.0, min(100.0, float(share or 0)))
    return format_html(
        '<svg class="bar bar-{}" aria-hidden="true"><rect width="{}%" height="100%"/></svg>',
        tone,
        f"{filled:.2f}",
    )


@register.filter
def stacked(parts: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Lay parts of a whole side by side: each gets `x` and `width` in per cent; the total may be zero."""
    listed = [dict(part) for part in parts]
    total = sum(part["value"] for part in listed) or 1
    start = 0
    for part in listed:
        part["x"], part["width"] = f"{start * 100 / total:.3f}", f"{part['value'] * 100 / total:.3f}"
        start += part["value"]
    return listed


@register.filter
def total_of(parts: Iterable[Mapping[str, Any]]) -> int:
    """Add up the values of parts."""
    return sum(part["value"] for part in parts)


@register.filter
def minus(one: int, other: int) -> int:
    """Subtract a count from a count."""
    return one - other


@register.filter
def share_of(part: int, whole: int) -> str:
    """Write how many per cent of `whole` a part is."""
    return f"{part * 100 / whole:.2f}" if whole else "0"


@register.filter
def at_key(mapping: Mapping[str, Any] | None, key: str) -> Any:
    """Look `key` up in a mapping; an empty word when it is not there."""
    return (mapping or {}).get(key, "")


@register.filter
def same(one: object, other: object) -> bool:
    """Compare two values by how they are written: `3` of the database is `"3"` of the address."""
    return written(one) == written(other)


@register.filter
def among(one: object, others: Iterable[object] | None) -> bool:
    """Say whether a choice is one of the chosen."""
    return written(one) in {written(other) for other in others or ()}


@register.simple_tag(takes_context=True)
def block_again(context: template.Context, name: str) -> SafeString:
    """Render a block of the page a second time: the title of the window is also the heading of the page."""
    blocks = context.render_context.get(BLOCK_CONTEXT_KEY)
    block = blocks.get_block(name) if blocks else None
    return block.render(context) if block else SafeString("")


@register.filter
def first_entries(nav: Iterable[Any] | None) -> list[Any]:
    """The entries of the navigation that fit into the bottom bar of a phone."""
    groups = [group["items"] if isinstance(group, Mapping) else group.items for group in nav or ()]
    return list(chain.from_iterable(groups))[:3]


@register.filter
def first_shown(filters: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The filters that stand in the bar itself."""
    return list(filters)[:3]


@register.filter
def then_shown(filters: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The filters behind the button `More`."""
    return list(filters)[3:]


@register.filter
def chips(filters: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The filters that are in force, each with the words of its chip and the address parameters it uses."""
    return active_filters(filters)


@register.simple_tag
def address_without(query: QueryDict | None, names: Iterable[str] = ()) -> str:
    """Write the address of this list without some parameters, and on its first page."""
    kept = query.copy() if query is not None else QueryDict(mutable=True)
    for name in (*names, "after", "before"):
        kept.pop(name, None)
    return f"?{kept.urlencode()}"


@register.simple_tag
def sorting(query: QueryDict | None, name: str) -> dict[str, str]:
    """Tell a heading how the list is sorted by it now and which address sorts it the other way."""
    current = query.get("sort", "") if query is not None else ""
    state = {name: "ascending", f"-{name}": "descending"}.get(current, "")
    kept = query.copy() if query is not None else QueryDict(mutable=True)
    for page in ("after", "before"):
        kept.pop(page, None)
    kept["sort"] = f"-{name}" if state == "ascending" else name
    return {"state": state, "url": f"?{kept.urlencode()}"}
