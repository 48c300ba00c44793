from zhanggui.channels.models.imports import ColumnMapping, ImportBatch, ImportRow

__all__ = ["ColumnMapping", "ImportBatch", "ImportRow"]
