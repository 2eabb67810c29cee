"""The letters about agreements: to be signed, in force, cancelled, late."""

from .shipped import NOTICE, Shipped, Text

PLACES = ("agreement", "employer", "amounts", "unsigned", "in_force", "page")
AGREEMENT = ("Öppna avtalet", "Open the agreement")
OF_NOTICE = (*PLACES, "party", "received_on", "ends_on", "claims_until", "owed_no_more", "reason")

AGREEMENTS = (
    Shipped(
        "agreement_to_sign",
        NOTICE,
        "Avtalet ska undertecknas",
        Text(
            "{number}: {agreement} ska undertecknas",
            "{agreement} om {title} är klart att undertecknas. Läs och hämta det här, som PDF eller Word:\n\n"
            "{page}\n\n"
            "Undertecknar: {unsigned}\nSenast: {deadline}\n\nBelopp:\n{amounts}\n\n"
            "Skicka det undertecknade avtalet till kansliet, som antecknar när var och en har undertecknat. "
            "Pengar betalas ut när alla har gjort det.",
        ),
        Text(
            "{number}: {agreement} is to be signed",
            "{agreement} on {title} is ready to be signed. Read it and fetch it here, as PDF or Word:\n\n{page}\n\n"
            "To sign: {unsigned}\nNo later than: {deadline}\n\nAmounts:\n{amounts}\n\n"
            "Send the signed agreement to the office, which notes when each has signed. "
            "Money is paid when all have done so.",
        ),
        places=PLACES,
        opens=AGREEMENT,
    ),
    Shipped(
        "agreement_in_force",
        NOTICE,
        "Avtalet är i kraft",
        Text(
            "{number}: {agreement} är i kraft",
            "Alla har undertecknat. {agreement} gäller från och med {in_force}, och pengar kan rekvireras.\n\n"
            "Belopp:\n{amounts}\n\nAvtalet finns här:\n\n{page}",
        ),
        Text(
            "{number}: {agreement} is in force",
            "All have signed. {agreement} holds from {in_force}, and money can be asked for.\n\n"
            "Amounts:\n{amounts}\n\nThe agreement is here:\n\n{page}",
        ),
        places=PLACES,
        opens=AGREEMENT,
    ),
    Shipped(
        "agreement_cancelled",
        NOTICE,
        "Avtalet dras tillbaka",
        Text(
            "{number}: {agreement} dras tillbaka",
            "Kansliet drar tillbaka {agreement}. Det ska inte undertecknas.\n\nSkäl:\n{reason}",
        ),
        Text(
            "{number}: {agreement} is cancelled",
            "The office cancels {agreement}. It is not to be signed.\n\nReason:\n{reason}",
        ),
        places=(*PLACES, "reason"),
    ),
    Shipped(
        "agreement_soon",
        NOTICE,
        "Påminnelse: avtalet ska undertecknas",
        Text(
            "{number}: {agreement} ska undertecknas senast {deadline}",
            "Det här avtalet väntar på att undertecknas:\n\n{page}\n\nUndertecknar: {unsigned}\nSenast: {deadline}",
        ),
        Text(
            "{number}: {agreement} is to be signed by {deadline}",
            "This agreement waits to be signed:\n\n{page}\n\nTo sign: {unsigned}\nNo later than: {deadline}",
        ),
        places=PLACES,
        opens=AGREEMENT,
    ),
    Shipped(
        "agreement_late",
        NOTICE,
        "Avtalet är inte undertecknat i tid",
        Text(
            "{number}: {agreement} skulle ha undertecknats {deadline}",
            "Det här avtalet är inte undertecknat av alla:\n\n{page}\n\nVi saknar: {unsigned}\n"
            "Skulle ha undertecknats: {deadline}\n\nInga pengar betalas ut innan det är i kraft.",
        ),
        Text(
            "{number}: {agreement} was to be signed by {deadline}",
            "This agreement is not signed by all:\n\n{page}\n\nWe miss: {unsigned}\n"
            "Was to be signed by: {deadline}\n\nNo money is paid before it is in force.",
        ),
        places=PLACES,
        opens=AGREEMENT,
    ),
    Shipped(
        "agreement_terminated",
        NOTICE,
        "Avtalet är uppsagt",
        Text(
            "{number}: {agreement} är uppsagt och upphör {ends_on}",
            "{party} har sagt upp {agreement} om {title}. Uppsägningen kom in {received_on}.\n\n"
            "Sista dag: {ends_on}\nPengar kan rekvireras till och med: {claims_until}\n\n"
            "Skäl:\n{reason}\n\n"
            "Ska inte längre lämnas:\n{owed_no_more}\n\nAvtalet och uppsägningen finns här:\n\n{page}",
        ),
        Text(
            "{number}: notice is given of {agreement}, which ends {ends_on}",
            "{party} has given notice of {agreement} on {title}. It was received on {received_on}.\n\n"
            "Last day: {ends_on}\nMoney can be asked for until: {claims_until}\n\n"
            "Reason:\n{reason}\n\n"
            "Owed no more:\n{owed_no_more}\n\nThe agreement and the notice are here:\n\n{page}",
        ),
        places=OF_NOTICE,
        opens=AGREEMENT,
    ),
    Shipped(
        "agreement_goes_on",
        NOTICE,
        "Uppsägningen av avtalet är återtagen",
        Text(
            "{number}: {agreement} gäller igen",
            "Uppsägningen av {agreement} är återtagen. Avtalet gäller som förut, och det som skulle lämnas enligt det "
            "ska lämnas.\n\nSkäl:\n{reason}\n\nAvtalet finns här:\n\n{page}",
        ),
        Text(
            "{number}: {agreement} holds again",
            "The notice of {agreement} is taken back. The agreement holds as before, and what was owed by it is owed "
            "again.\n\nReason:\n{reason}\n\nThe agreement is here:\n\n{page}",
        ),
        places=OF_NOTICE,
        opens=AGREEMENT,
    ),
)
