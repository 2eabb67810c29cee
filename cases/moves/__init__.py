"""What one may do in a case: one list, which its pages and the JSON API both offer and both carry out."""
