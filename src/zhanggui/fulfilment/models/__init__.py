from zhanggui.fulfilment.models.day import DayClose
from zhanggui.fulfilment.models.parcel import Manifest, Parcel, ParcelLine, Wave, Waybill
from zhanggui.fulfilment.models.printing import PrintBatch, PrintItem

__all__ = ["DayClose", "Manifest", "Parcel", "ParcelLine", "PrintBatch", "PrintItem", "Wave", "Waybill"]
