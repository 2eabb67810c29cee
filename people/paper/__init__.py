"""What every app prints on: the association's own paper, and the one way from HTML to PDF.

It stands in people because every app may import people, and because the paper says who writes.
"""
