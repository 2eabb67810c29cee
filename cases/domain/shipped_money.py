"""The letters about money that was granted: asked for, approved, refused, paid, called off."""

from .shipped import NOTICE, Shipped, Text

PLACES = ("payment", "body", "year", "amount", "by", "reason", "paid", "request")
ABOUT_SV = "Grupp: {body}\nÅr: {year}\nBelopp: {amount}"
ABOUT_EN = "Group: {body}\nYear: {year}\nAmount: {amount}"

MONEY = (
    Shipped(
        "payment_asked",
        NOTICE,
        "En rekvisition eller ett uttag väntar på attest",
        Text("{number}: {payment} väntar på attest", "{by} begär pengar i ärendet.\n\n" + ABOUT_SV + "\n\n{request}"),
        Text("{number}: {payment} waits for approval", "{by} asks for money.\n\n" + ABOUT_EN + "\n\n{request}"),
        places=PLACES,
        opens=("Öppna begäran", "Open the request"),
    ),
    Shipped(
        "payment_approved",
        NOTICE,
        "Rekvisitionen är attesterad",
        Text("{number}: {payment} är attesterad", "Kansliet har attesterat begäran och betalar ut.\n\n" + ABOUT_SV),
        Text("{number}: {payment} is approved", "The office has approved the request and will pay.\n\n" + ABOUT_EN),
        places=PLACES,
    ),
    Shipped(
        "payment_refused",
        NOTICE,
        "Rekvisitionen betalas inte ut",
        Text(
            "{number}: {payment} betalas inte ut",
            "Kansliet betalar inte ut det som begärdes. Beloppet kan begäras på nytt.\n\n"
            + ABOUT_SV
            + "\n\nSkäl:\n{reason}",
        ),
        Text(
            "{number}: {payment} is refused",
            "The office does not pay what was asked for. The amount can be asked for again.\n\n"
            + ABOUT_EN
            + "\n\nReason:\n{reason}",
        ),
        places=PLACES,
    ),
    Shipped(
        "payment_paid",
        NOTICE,
        "Rekvisitionen är betald",
        Text("{number}: {amount} är utbetalt", "{payment} betalades {paid}.\n\n" + ABOUT_SV),
        Text("{number}: {amount} is paid", "{payment} was paid on {paid}.\n\n" + ABOUT_EN),
        places=PLACES,
    ),
    Shipped(
        "called_off",
        NOTICE,
        "En grupp avropar stöd",
        Text(
            "{number}: {body} avropar {quantity}",
            "{by} avropar stöd för {body}: {quantity} under {year}.\n\nBelopp: {amount}\nTill vad: {note}",
        ),
        Text(
            "{number}: {body} calls off {quantity}",
            "{by} calls off support for {body}: {quantity} in {year}.\n\nAmount: {amount}\nWhat for: {note}",
        ),
        places=("body", "quantity", "year", "amount", "note", "by"),
    ),
)
