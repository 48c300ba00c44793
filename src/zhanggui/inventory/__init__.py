"""What lies where: warehouses, balances, reservations and moves. It knows causes, but no orders."""
