"""How goods leave the house: waves, parcels, waybills, packing, manifests, day close. It ships, it does not review."""
