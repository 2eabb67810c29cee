"""How a body's name stands in the middle of a sentence: what is a common noun has a small letter there.

>>> [midway(name) for name in ("Styrelsen", "Arbetsutskottet", "LSG Flen", "Sörmlands styrelse", "AU")]
['styrelsen', 'arbetsutskottet', 'LSG Flen', 'Sörmlands styrelse', 'AU']
"""

import re

# Nouns that a body of the association is called by, in any form and as the end of a longer word. A name that begins in
# another way is a proper name.
CAPITALISED = re.compile(r"[A-ZÅÄÖ][a-zåäö]*")
NOUN = re.compile(r"styrelse|utskott|beredning|kansli|sekretariat|presidi", re.IGNORECASE)


def midway(name: str) -> str:
    first = name.split(" ", 1)[0]
    is_common = CAPITALISED.fullmatch(first) and NOUN.search(first)
    return first.lower() + name[len(first) :] if is_common else name


def capital(text: str) -> str:
    """As a sentence begins."""
    return text[:1].upper() + text[1:]
