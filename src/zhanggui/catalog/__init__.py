"""What the company sells: products, SKUs, barcodes and bundles. No platform prices, no stock."""
