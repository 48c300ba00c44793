"""The Chinese catalogues: one per module, beside the sentences that it translates.

`python -m zhanggui.config.catalogue update|compile|check [MODULE…]`
update   collect the sentences of source and templates into `django.po`, keeping what is translated
compile  write the `django.mo` files that Django reads
check    name every sentence without Chinese and every entry that no source has any more; exit 1 if any
"""

import sys
import warnings
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

from babel.messages import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

HOUSE = Path(__file__).parent.parent
PLACE = Path("locale") / "zh_Hans" / "LC_MESSAGES"
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
# Header lines that would change the file without a change of its sentences, or that say nothing.
NOISE = tuple(
    f'"{name}'
    for name in (
        "Project-Id-Version",
        "Report-Msgid-Bugs-To",
        "POT-Creation-Date",
        "PO-Revision-Date",
        "Last-Translator",
        "Language-Team",
        "Generated-By",
    )
)
type Identity = tuple[str | None, str]


def modules() -> list[Path]:
    """Return the folders of all modules."""
    return sorted(folder for folder in HOUSE.iterdir() if (folder / "__init__.py").exists())


def sentences(module: Path) -> Catalog:
    """Return the sentences that the module's source and templates want translated, with their places."""
    catalog = _empty()
    for file in sorted(module.rglob("*")):
        for line, message, comments, context in _found_in(file):
            place = (file.relative_to(HOUSE).as_posix(), line)
            catalog.add(message, locations=[place], auto_comments=comments, context=context)
    return catalog


def written(module: Path) -> Catalog:
    """Return the module's catalogue as committed; empty when it has none."""
    file = module / PLACE / "django.po"
    if not file.exists():
        return _empty()
    with file.open("rb") as stream:
        return read_po(stream, locale="zh_Hans", domain="django", abort_invalid=True)


def faults(module: Path) -> list[str]:
    """Return what keeps the module from being wholly Chinese, in words."""
    wanted, present = _entries(sentences(module)), _entries(written(module))
    bare = [who for who in wanted if not _has_chinese(present, who)]
    missing = [f"no Chinese for {who[1]!r} ({_places(wanted[who])})" for who in bare]
    stale = [f"no source says {who[1]!r} any more" for who in present if who not in wanted]
    broken = [f"{error} in {who[1]!r}" for who, message in present.items() for error in message.check()]
    return [f"{module.name}: {fault}" for fault in missing + stale + broken]


def update(module: Path) -> None:
    """Rewrite the module's catalogue with the sentences of its source, keeping their Chinese."""
    catalog = written(module)
    catalog.update(sentences(module), no_fuzzy_matching=True)
    catalog.obsolete.clear()
    catalog.header_comment = _empty().header_comment
    if not len(catalog):
        return
    (module / PLACE).mkdir(parents=True, exist_ok=True)
    stream = BytesIO()
    # No line numbers: they would change the file with every edit of the source.
    write_po(stream, catalog, width=110, sort_output=True, include_lineno=False)
    lines = stream.getvalue().decode().splitlines(keepends=True)
    (module / PLACE / "django.po").write_text("".join(line for line in lines if not line.startswith(NOISE)))


def compile_catalogue(module: Path) -> None:
    """Write the binary catalogue that Django reads."""
    catalog = written(module)
    if len(catalog):
        with (module / PLACE / "django.mo").open("wb") as stream:
            write_mo(stream, catalog)


def check(module: Path) -> None:
    """Print the module's faults. Raises SystemExit when there is one."""
    if found := faults(module):
        raise SystemExit("\n".join(found))


def _empty() -> Catalog:
    return Catalog(
        locale="zh_Hans", domain="django", header_comment="# Simplified Chinese of this module.", fuzzy=False
    )


def _found_in(file: Path) -> Iterator[tuple[int, str | tuple[str, ...], list[str], str | None]]:
    if file.suffix == ".py" and "migrations" not in file.parts:
        text = file.read_text()
    elif file.suffix in {".html", ".txt"} and "templates" in file.parts:
        text = _as_python(file)
    else:
        return
    if "_(" in text or "gettext" in text:
        source = BytesIO(text.encode())
        yield from extract("python", source, KEYWORDS, ("Translators:",), {"encoding": "utf-8"})


def _as_python(template: Path) -> str:
    from django.utils.translation.template import templatize

    lines = templatize(template.read_text(), origin=str(template)).splitlines()
    # What was markup is only there to keep line numbers; indented, Python would stumble over it.
    return "\n".join(line.strip() for line in lines)


def _entries(catalog: Catalog) -> dict[Identity, Message]:
    return {(message.context, _singular(message)): message for message in catalog if message.id}


def _singular(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _has_chinese(present: dict[Identity, Message], who: Identity) -> bool:
    message = present.get(who)
    if message is None or message.fuzzy:
        return False
    return all(message.string) if isinstance(message.string, (tuple, list)) else bool(message.string)


def _places(message: Message) -> str:
    return ", ".join(f"{file}:{line}" for file, line in message.locations)


TASKS: dict[str, Callable[[Path], None]] = {"update": update, "compile": compile_catalogue, "check": check}


def main(task: str, *names: str) -> None:
    """Do the task for the named modules, or for all; every module's faults are told before it fails."""
    failures = []
    for module in modules():
        if not names or module.name in names:
            try:
                TASKS[task](module)
            except SystemExit as failure:
                failures.append(str(failure))
    if failures:
        raise SystemExit("\n".join(failures))


if __name__ == "__main__":
    warnings.simplefilter("error", UnicodeWarning)
    main(*sys.argv[1:])
