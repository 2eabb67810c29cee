"""Cases listen to one signal: answers were sent in."""
