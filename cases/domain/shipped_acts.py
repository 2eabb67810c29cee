"""The letters about who has a turn, who is taken out, and what rests or is opened again."""

from .shipped import NOTICE, Shipped, Text

MANDATE_BEGINS = "mandate_begins"
TURN = ("by", "body", "station", "reason")

ACTS = (
    Shipped(
        "reassigned",
        NOTICE,
        "Ärendet är överlämnat till mottagaren",
        Text(
            "{number} är överlämnat till dig: {station}",
            "{by} har lämnat över ärendet till dig. Du svarar för {body}.\n\n"
            "Steg: {stage}\nSvara senast: {deadline}\n\nSkäl:\n{reason}",
        ),
        Text(
            "{number} is handed to you: {station}",
            "{by} has handed the case to you. You answer for {body}.\n\n"
            "Stage: {stage}\nAnswer no later than: {deadline}\n\nReason:\n{reason}",
        ),
        places=TURN,
    ),
    Shipped(
        "not_yours",
        NOTICE,
        "Ärendet har gått till någon annan",
        Text(
            "{number}: du behöver inte svara",
            "{by} har sett till att {now} svarar i ärendet. Du behöver inte göra något mer i det här steget.\n\n"
            "Steg: {stage}\n\nSkäl:\n{reason}",
        ),
        Text(
            "{number}: you need not answer",
            "{by} has arranged that {now} answers in the case. You need do nothing more at this stage.\n\n"
            "Stage: {stage}\n\nReason:\n{reason}",
        ),
        places=(*TURN, "now"),
    ),
    Shipped(
        "delegated",
        NOTICE,
        "Ersättare ska svara",
        Text(
            "{number}: du svarar för {body}",
            "{by} har låtit dig som ersättare svara för {body} till och med {until}. "
            "Efter den dagen går ärendet tillbaka.\n\nSteg: {stage}\nSvara senast: {deadline}",
        ),
        Text(
            "{number}: you answer for {body}",
            "{by} lets you answer for {body} as a deputy, to and including {until}. "
            "After that day the case goes back.\n\nStage: {stage}\nAnswer no later than: {deadline}",
        ),
        places=(*TURN, "until"),
    ),
    Shipped(
        "recused",
        NOTICE,
        "Jäv är antecknat",
        Text(
            "{number}: jäv är antecknat",
            "{by} har antecknat att {person} är jävig i {where}. Den som är jävig svarar inte och räknas inte med.\n\n"
            "Skäl:\n{reason}",
        ),
        Text(
            "{number}: a conflict of interest is noted",
            "{by} has noted that {person} has a conflict of interest in {where}. Who is recused neither answers nor "
            "is counted.\n\nReason:\n{reason}",
        ),
        places=("by", "person", "where", "reason"),
    ),
    Shipped(
        "deferred",
        NOTICE,
        "Ärendet är bordlagt",
        Text(
            "{number} är bordlagt till {until}",
            "{body} har bordlagt ärendet. Det tas upp igen {until}.\n\nSteg: {stage}",
        ),
        Text(
            "{number} is deferred until {until}",
            "{body} has deferred the case. It is taken up again on {until}.\n\nStage: {stage}",
        ),
        places=("body", "station", "until"),
    ),
    Shipped(
        "reopened",
        NOTICE,
        "Ärendet är öppnat igen",
        Text(
            "{number} är öppnat igen",
            "{by} har öppnat ärendet igen. Det går vidare från steget {stage}. "
            "Tidigare svar och beslut finns kvar i ärendet.\n\nSkäl:\n{reason}",
        ),
        Text(
            "{number} is opened again",
            "{by} has opened the case again. It goes on from the stage {stage}. "
            "Earlier answers and decisions stand in the case.\n\nReason:\n{reason}",
        ),
        places=("by", "reason"),
    ),
    Shipped(
        "nobody",
        NOTICE,
        "Ingen kan svara i ärendet",
        Text(
            "{number}: ingen kan svara",
            "Ärendet väntar på {body}, men ingen kan svara där: ingen har rollen {role}, eller så är de som har den "
            "jäviga.\n\nSteg: {stage}\n\nGe någon uppdraget, eller lämna över ärendet. "
            "Det gör du under Mer på ärendets sida.",
        ),
        Text(
            "{number}: nobody can answer",
            "The case waits for {body}, but nobody can answer there: nobody holds the role {role}, or those who do "
            "are recused.\n\nStage: {stage}\n\nGive somebody the mandate, or hand the case over. "
            "You do it under More on the page of the case.",
        ),
        places=("body", "station", "role"),
    ),
    Shipped(
        "route_changed",
        NOTICE,
        "Ärendet följer en nyare ärendeväg",
        Text(
            "{number} följer nu en nyare ärendeväg",
            "{by} har flyttat ärendet till version {version} av ärendevägen. Ärendet står kvar där det var, och de "
            "svar som har lämnats gäller.\n\nSteg: {stage}\nSvara senast: {deadline}",
        ),
        Text(
            "{number} follows a newer route now",
            "{by} has moved the case to version {version} of the route. It stands where it stood, and the answers "
            "that were given count.\n\nStage: {stage}\nAnswer no later than: {deadline}",
        ),
        places=("by", "version"),
    ),
    Shipped(
        MANDATE_BEGINS,
        NOTICE,
        "Ett uppdrag börjar, och vad som väntar",
        Text(
            "Du är nu {role} i {body}",
            "Du är {role} i {body} från och med {since}.\nUppdraget gäller till och med {until}.\n"
            "Du ersätter {person}.\n\nAtt göra: {count}\n\n{waiting}\n\n{rest}",
        ),
        Text(
            "You are now {role} in {body}",
            "You are {role} in {body} from {since}.\nThe mandate holds to and including {until}.\n"
            "You stand in for {person}.\n\nTo do: {count}\n\n{waiting}\n\n{rest}",
        ),
        places=("role", "body", "since", "until", "person", "count", "waiting", "rest"),
        about_case=False,
    ),
)
