from zhanggui.inventory.models.stock import Balance, Move, Reservation, Warehouse

__all__ = ["Balance", "Move", "Reservation", "Warehouse"]
