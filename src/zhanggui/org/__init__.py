"""Who works here: blueprint, departments, positions, duties, people, assignments and what they may reach.

It turns a person into an actor. It knows no orders and no goods.
"""
