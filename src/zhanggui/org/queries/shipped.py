"""The blueprints that come with the house, one per founding document."""

from importlib.resources import files

BRAND_ECOMMERCE = "001_brand_ecommerce"


def shipped_blueprints() -> list[str]:
    """The names of the shipped blueprints."""
    texts = (files("zhanggui.org") / "blueprints").iterdir()
    return sorted(text.name.removesuffix(".yaml") for text in texts if text.name.endswith(".yaml"))


def shipped_text(name: str = BRAND_ECOMMERCE) -> str:
    """The text of a shipped blueprint."""
    return (files("zhanggui.org") / "blueprints" / f"{name}.yaml").read_text(encoding="utf-8")
