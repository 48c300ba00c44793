"""What a scanner and an eye get from a printed page."""

import pypdfium2
import zxingcpp
from PIL.Image import Image

#: A thermal head's own resolution: what scans here scans on the cheapest printer.
THERMAL_DPI = 203
LASER_DPI = 300


def page_image(pdf: bytes, page: int = 1, dpi: int = THERMAL_DPI) -> Image:
    """Render one page (from 1) in black and white, as the printer would."""
    bitmap = pypdfium2.PdfDocument(pdf)[page - 1].render(scale=dpi / 72, grayscale=True)
    return bitmap.to_pil().point(lambda gray: 255 if gray > 127 else 0)


def scanned(pdf: bytes, page: int = 1, dpi: int = THERMAL_DPI) -> set[tuple[str, str]]:
    """Return (kind, value) of every code on a page."""
    found = zxingcpp.read_barcodes(page_image(pdf, page, dpi))
    return {(code.format.name.replace("_", "").lower(), code.text) for code in found}


def page_text(pdf: bytes, page: int = 1) -> str:
    """Return the text of a page without line breaks and spaces, which Chinese lines don't carry."""
    text = pypdfium2.PdfDocument(pdf)[page - 1].get_textpage().get_text_bounded()
    return "".join(text.split())


def page_sizes(pdf: bytes) -> set[tuple[int, int]]:
    """Return the sizes of all pages in millimetres."""
    document = pypdfium2.PdfDocument(pdf)
    return {(round(page.get_width() / 72 * 25.4), round(page.get_height() / 72 * 25.4)) for page in document}


def ink_margin(pdf: bytes, page: int = 1) -> float:
    """Return the smallest white margin of a page in millimetres."""
    image = page_image(pdf, page)
    ink = image.point(lambda gray: 255 - gray).getbbox()
    assert ink is not None, "the page is empty"
    left, top, right, bottom = ink
    return min(left, top, image.width - right, image.height - bottom) / THERMAL_DPI * 25.4
