"""The letter that tells what a granted request for a change has changed."""

from .shipped import NOTICE, Shipped, Text

CHANGES = (
    Shipped(
        "amended",
        NOTICE,
        "Ett beviljat ärende är ändrat",
        Text(
            "{number} är ändrat",
            "Ändringen i {change} är beviljad och gäller nu i ärendet. Det första beslutet står kvar.\n\n"
            "Ny sista dag: {period}\n"
            "Ny processledare: {person}\n"
            "Processledare från och med: {from}\n\n"
            "Beviljat per år, före och efter: {amounts}\n\n"
            "Vad som ska följa på ärendet står på dess sida.",
        ),
        Text(
            "{number} is changed",
            "The change in {change} is granted and holds in the case from now on. The first decision stands.\n\n"
            "New last day: {period}\n"
            "New process leader: {person}\n"
            "Process leader from: {from}\n\n"
            "Granted by year, before and after: {amounts}\n\n"
            "What must follow stands on the page of the case.",
        ),
        places=("change", "period", "amounts", "person", "from"),
    ),
)
