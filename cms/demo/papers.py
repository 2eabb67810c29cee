"""Papers of one line that somebody sent in: files that a reader may open."""

PAGE = b"""%%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F<</Type/Font/Subtype/Type1\
/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>>>>>>>endobj
4 0 obj<</Length %d>>stream
%s
endstream endobj
trailer<</Root 1 0 R>>
%%%%EOF
"""


def one_page(line: str) -> bytes:
    """A PDF with the line on its only page; without brackets and backslashes, which PDF writes otherwise."""
    drawn = f"BT /F 14 Tf 72 760 Td ({line}) Tj ET".encode("cp1252")
    return PAGE % (len(drawn), drawn)
