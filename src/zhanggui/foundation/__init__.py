"""The words every module speaks: who acts, what may be done, how it is done to a set, and what is remembered of it.

It answers for the chain capability → operation → event and its faces. It knows no orders, no stock and no shops.
"""
