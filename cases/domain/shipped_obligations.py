"""The letters about what a grant owes."""

from .shipped import NOTICE, Shipped, Text

OBLIGATIONS = (
    Shipped(
        "obligation_sent",
        NOTICE,
        "Åtagande är inskickat",
        Text(
            "{number}: att granska: {obligation}",
            "{group} har skickat in det här:\n\n{obligation}\n\nGodkänn det i ärendet, eller skicka tillbaka det "
            "och skriv vad som saknas.",
        ),
        Text(
            "{number}: to look at: {obligation}",
            "{group} sent this in:\n\n{obligation}\n\nApprove it in the case, or send it back "
            "and write what is missing.",
        ),
        places=("obligation",),
    ),
    Shipped(
        "obligation_approved",
        NOTICE,
        "Åtagande är godkänt",
        Text("{number}: godkänt: {obligation}", "Det här är godkänt och klart:\n\n{obligation}"),
        Text("{number}: approved: {obligation}", "This is approved and done:\n\n{obligation}"),
        places=("obligation",),
    ),
    Shipped(
        "obligation_returned",
        NOTICE,
        "Åtagande är tillbakaskickat",
        Text(
            "{number}: behöver ändras: {obligation}",
            "Det här behöver ändras och skickas in igen:\n\n{obligation}\n\nDet som saknas:\n\n{reason}",
        ),
        Text(
            "{number}: needs a change: {obligation}",
            "This needs to be changed and sent in again:\n\n{obligation}\n\nWhat is missing:\n\n{reason}",
        ),
        places=("obligation", "reason"),
    ),
)
