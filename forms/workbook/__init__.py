"""A draft's tables as a workbook: made to be filled in, read again and compared with the draft."""
