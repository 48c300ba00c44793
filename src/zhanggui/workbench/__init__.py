"""Where everybody starts: the queues of today's duties, and the proof that the books are right."""
