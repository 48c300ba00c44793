"""Puts the modules together: settings, addresses, the command line and the embedded database.

It decides nothing about the trade and is imported by no module.
"""
