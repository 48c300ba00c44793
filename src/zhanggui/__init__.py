"""Zhanggui runs an online merchant's company from its blueprint: positions, duties, capabilities, operations.

Start reading at `foundation`; `config` only puts the modules together.
"""
