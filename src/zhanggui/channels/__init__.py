"""What platforms send and receive: export files in, shipping files out. It translates; orders decide."""
