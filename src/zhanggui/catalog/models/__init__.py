from zhanggui.catalog.models.goods import Barcode, BundlePart, Product, Sku

__all__ = ["Barcode", "BundlePart", "Product", "Sku"]
