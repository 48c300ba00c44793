"""Where the company sells: shop accounts with their rules, and which listing means which SKU."""
