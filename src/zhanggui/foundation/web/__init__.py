"""The kernel's pages: dialogs and answers of operations, runs and their receipts, files, lookups, the reference."""
