"""A site in one folder: its database, its files, its secret key, and a list of them with checksums."""
