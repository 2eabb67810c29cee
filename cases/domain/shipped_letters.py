"""The letters that the system comes with: Swedish and English, each of which editors may change and reset."""

from .shipped import ABOUT_CASE, NOTICE, STAGE, WRITING, Shipped, Text
from .shipped_acts import ACTS
from .shipped_agreement_letters import AGREEMENTS
from .shipped_changes import CHANGES
from .shipped_meetings import MEETINGS
from .shipped_money import MONEY
from .shipped_obligations import OBLIGATIONS
from .shipped_year import YEAR

__all__ = ["ABOUT_CASE", "DIGEST", "FRAME", "NOTICE", "SHIPPED", "STAGE", "WRITING", "Shipped", "Text"]

FRAME, DIGEST, DRAFT_GOES = "frame", "digest", "draft_goes"

_ALL = (
    Shipped(
        FRAME,
        NOTICE,
        "Ram kring varje brev",
        Text(
            "{subject}",
            "Hej {name},\n\n{text}\n\nÄrende: {number} {title}\n\n{link}\n\n"
            "Det här brevet kommer från {association}. {reply}\n"
            "Välj hur ofta du vill ha brev: {settings}",
        ),
        Text(
            "{subject}",
            "Hello {name},\n\n{text}\n\nCase: {number} {title}\n\n{link}\n\n"
            "This letter comes from {association}. {reply}\n"
            "Choose how often you want letters: {settings}",
        ),
        places=("subject", "text", "number", "title", "link", "reply", "settings"),
        needs=("text", "settings"),
        about_case=False,
    ),
    Shipped(
        DIGEST,
        NOTICE,
        "Samlat brev, en gång om dagen eller i veckan",
        Text(
            "Det här har hänt: {count}",
            "Hej {name},\n\nDet här har hänt sedan förra brevet.\n\n{text}\n\n{rest}\n\n{link}\n\n"
            "Det här brevet kommer från {association}. {reply}\n"
            "Välj hur ofta du vill ha brev: {settings}",
        ),
        Text(
            "What has happened: {count}",
            "Hello {name},\n\nThis has happened since the last letter.\n\n{text}\n\n{rest}\n\n{link}\n\n"
            "This letter comes from {association}. {reply}\n"
            "Choose how often you want letters: {settings}",
        ),
        places=("count", "text", "rest", "link", "reply", "settings"),
        needs=("text", "settings"),
        about_case=False,
    ),
    Shipped(
        "received",
        NOTICE,
        "Ansökan är registrerad",
        Text(
            "{number} är registrerat: {title}",
            "Vi har tagit emot det du skickade in. Det har diarienummer {number}.\n\n"
            "I ärendet ser du vem som har det och vad som händer härnäst.",
        ),
        Text(
            "{number} is registered: {title}",
            "We have received what you sent in. Its registry number is {number}.\n\n"
            "In the case you see who has it and what happens next.",
        ),
    ),
    Shipped(
        "asked",
        NOTICE,
        "Ärendet väntar på svar",
        Text(
            "{number} väntar på svar: {station}",
            "{body} ska svara i ärendet.\n\nSteg: {stage}\nSvara senast: {deadline}\n\n{help}",
        ),
        Text(
            "{number} waits for an answer: {station}",
            "{body} is to answer in the case.\n\nStage: {stage}\nAnswer no later than: {deadline}\n\n{help}",
        ),
        places=("body", "station", "help"),
    ),
    Shipped(
        "reminder",
        NOTICE,
        "Påminnelse före sista dagen",
        Text("{number}: svara senast {deadline}", "{body} ska svara senast {deadline}.\n\nSteg: {stage}"),
        Text("{number}: answer by {deadline}", "{body} is to answer no later than {deadline}.\n\nStage: {stage}"),
        places=("body", "station", "help"),
    ),
    Shipped(
        "reminder_late",
        NOTICE,
        "Påminnelse när svaret är försenat",
        Text("{number}: svaret är försenat", "{body} skulle ha svarat senast {deadline}.\n\nSteg: {stage}"),
        Text("{number}: the answer is late", "{body} should have answered by {deadline}.\n\nStage: {stage}"),
        places=("body", "station", "help"),
    ),
    Shipped(
        "supplement",
        NOTICE,
        "Komplettering begärs",
        Text(
            "{number}: komplettering begärs",
            "Vi behöver en komplettering för att kunna gå vidare.\n\n{question}\n\n"
            "Det här är öppet för dig att ändra: {sections}\nSkicka in senast: {deadline}",
        ),
        Text(
            "{number}: a supplement is asked for",
            "We need a supplement before we can go on.\n\n{question}\n\n"
            "This is open for you to change: {sections}\nSend it in no later than: {deadline}",
        ),
        places=("question", "sections"),
    ),
    Shipped(
        "supplement_soon",
        NOTICE,
        "Påminnelse om komplettering",
        Text(
            "{number}: komplettera snart",
            "Kompletteringen ska komma in senast {deadline}.\n\n{question}\n\n"
            "Det här är öppet för dig att ändra: {sections}",
        ),
        Text(
            "{number}: supplement it soon",
            "The supplement is to come in no later than {deadline}.\n\n{question}\n\n"
            "This is open for you to change: {sections}",
        ),
        places=("question", "sections"),
    ),
    Shipped(
        "supplement_late",
        NOTICE,
        "Kompletteringen är försenad",
        Text(
            "{number}: kompletteringen är försenad",
            "Den komplettering som begärdes skulle ha kommit in {deadline}.\n\n{question}\n\n"
            "Det här är öppet för dig att ändra: {sections}",
        ),
        Text(
            "{number}: the supplement is late",
            "The supplement that was asked for should have come in by {deadline}.\n\n{question}\n\n"
            "This is open for you to change: {sections}",
        ),
        places=("question", "sections"),
    ),
    Shipped(
        "obligation",
        NOTICE,
        "Påminnelse om åtagande",
        Text(
            "{number}: åtagande senast {deadline}",
            "Det här ska vara klart senast {deadline}:\n\n{obligation}\n\n"
            "Har det ett formulär fyller du i och skickar in det i ärendet. Annars markerar du där att det är klart.",
        ),
        Text(
            "{number}: a promise is due {deadline}",
            "This is to be done no later than {deadline}:\n\n{obligation}\n\n"
            "Where it has a form, fill that in in the case and send it in. Otherwise mark there that it is done.",
        ),
        places=("obligation",),
    ),
    Shipped(
        "obligation_late",
        NOTICE,
        "Åtagandet är försenat",
        Text(
            "{number}: försenat åtagande",
            "Det här skulle ha varit klart {deadline}:\n\n{obligation}\n\n"
            "Har det ett formulär fyller du i och skickar in det i ärendet. Annars markerar du där att det är klart.",
        ),
        Text(
            "{number}: a promise is late",
            "This should have been done by {deadline}:\n\n{obligation}\n\n"
            "Where it has a form, fill that in in the case and send it in. Otherwise mark there that it is done.",
        ),
        places=("obligation",),
    ),
    Shipped(
        "decided",
        NOTICE,
        "Ärendet är avslutat",
        Text(
            "{number} är avslutat: {outcome}",
            "Ärendet är avslutat: {outcome}.\n\n{body} beslutade {decided} {paragraph}\n\n{decision}\n\n"
            "Villkor: {conditions}\n\n{amounts}",
        ),
        Text(
            "{number} is closed: {outcome}",
            "The case is closed: {outcome}.\n\n{body} decided on {decided} {paragraph}\n\n{decision}\n\n"
            "Conditions: {conditions}\n\n{amounts}",
        ),
        places=("outcome", "body", "decided", "paragraph", "decision", "conditions", "amounts"),
    ),
    Shipped(
        "withdrawn",
        NOTICE,
        "Ansökan är återkallad",
        Text(
            "{number} är återkallat",
            "{by} har återkallat ansökan. Ärendet är avslutat och ingen behöver svara i det.\n\nSkäl: {reason}",
        ),
        Text(
            "{number} is withdrawn",
            "{by} has withdrawn the application. The case is closed and nobody needs to answer in it.\n\n"
            "Reason: {reason}",
        ),
        places=("by", "reason"),
    ),
    Shipped(
        "message",
        NOTICE,
        "Nytt meddelande i ärendet",
        Text("{number}: nytt meddelande från {by}", "{by} skriver:\n\n{message}\n\nBifogat: {files}"),
        Text("{number}: new message from {by}", "{by} writes:\n\n{message}\n\nAttached: {files}"),
        places=("by", "message", "files"),
    ),
    Shipped(
        "message_internal",
        NOTICE,
        "Nytt internt meddelande",
        Text(
            "{number}: nytt meddelande från {by}",
            "{by} skriver (bara till förbundet):\n\n{message}\n\nBifogat: {files}",
        ),
        Text(
            "{number}: new message from {by}",
            "{by} writes (to the association alone):\n\n{message}\n\nAttached: {files}",
        ),
        places=("by", "message", "files"),
    ),
    Shipped(
        "taken_over",
        NOTICE,
        "Ärendet har gått över till en annan grupp",
        Text(
            "{number} har gått över till {body}",
            "{body} har tagit över ärendet efter {before}.\n\nSteg: {stage}\nSvara senast: {deadline}",
        ),
        Text(
            "{number} has passed to {body}",
            "{body} has taken over the case from {before}.\n\nStage: {stage}\nAnswer no later than: {deadline}",
        ),
        places=("body", "before", "station", "help"),
    ),
    Shipped(
        "arrived",
        STAGE,
        "Ärendet har kommit till ett nytt steg",
        Text("{number}: {stage}", "Ärendet är nu i steget {stage}.\n\nDet ska vara klart senast {deadline}."),
        Text("{number}: {stage}", "The case is now at the stage {stage}.\n\nIt is to be done by {deadline}."),
    ),
    Shipped(
        "to_the_board",
        STAGE,
        "Ärendet går till styrelsen",
        Text(
            "{number} går till styrelsen",
            "{title} är berett och går nu till styrelsen för beslut. Du får besked när styrelsen har beslutat.",
        ),
        Text(
            "{number} goes to the board",
            "{title} has been prepared and now goes to the board for a decision. "
            "You will hear when the board has decided.",
        ),
    ),
    Shipped(
        "agreement",
        STAGE,
        "Avtal ska skrivas",
        Text(
            "{number}: nu skrivs avtalet",
            "Ansökan från {group} är beviljad. Nu skriver vi ett avtal, och det ska vara undertecknat av "
            "parterna innan arbetet börjar.",
        ),
        Text(
            "{number}: the agreement is being written",
            "The application from {group} is granted. We now write an agreement, which the parties are to sign "
            "before the work begins.",
        ),
    ),
    Shipped(
        "ask_for_more",
        WRITING,
        "Begär komplettering",
        Text(
            "{number}: vi behöver mer underlag",
            "Hej,\n\nvi har läst ansökan {number} {title} och behöver veta mer innan vi kan gå vidare:\n\n- \n\n"
            "Svara gärna här i ärendet senast {deadline}.",
        ),
        Text(
            "{number}: we need to know more",
            "Hello,\n\nwe have read the application {number} {title} and need to know more before we can go on:\n\n"
            "- \n\nPlease answer here in the case no later than {deadline}.",
        ),
    ),
    Shipped(
        "remind",
        WRITING,
        "Påminnelse",
        Text(
            "{number}: påminnelse",
            "Hej,\n\närendet {number} {title} väntar på svar i steget {stage}. Sista dagen är {deadline}.\n\n"
            "Hör av er om ni behöver mer tid.",
        ),
        Text(
            "{number}: a reminder",
            "Hello,\n\nthe case {number} {title} waits for an answer at the stage {stage}. "
            "The last day is {deadline}.\n\nTell us if you need more time.",
        ),
    ),
    Shipped(
        "about_decision",
        WRITING,
        "Beslut",
        Text(
            "{number}: beslut",
            "Hej,\n\nbeslutet i ärendet {number} {title} finns nu att läsa under Beslut. Där står beloppen för "
            "varje år och villkoren.\n\nHör av er om något är oklart.",
        ),
        Text(
            "{number}: decision",
            "Hello,\n\nthe decision in the case {number} {title} can now be read under Decision, with the amounts "
            "for each year and the conditions.\n\nTell us if anything is unclear.",
        ),
    ),
    Shipped(
        DRAFT_GOES,
        NOTICE,
        "Ett utkast ska tas bort",
        Text(
            "Ditt utkast tas bort {deadline}",
            "Du har ett utkast som inte är inskickat: {title}. Det sparades senast {saved}.\n\n"
            "Vi tar bort utkastet {deadline}. Vill du ha det kvar öppnar du det och sparar.\n\n{draft}",
        ),
        Text(
            "Your draft will be removed on {deadline}",
            "You have a draft that has not been sent in: {title}. It was last saved on {saved}.\n\n"
            "We will remove the draft on {deadline}. To keep it, open it and save.\n\n{draft}",
        ),
        places=("title", "saved", "deadline", "draft"),
        needs=("deadline", "draft"),
        opens=("Öppna utkastet", "Open the draft"),
        about_case=False,
    ),
)
_EVERY = (*_ALL, *ACTS, *CHANGES, *MEETINGS, *MONEY, *OBLIGATIONS, *YEAR, *AGREEMENTS)
SHIPPED: dict[str, Shipped] = {shipped.key: shipped for shipped in _EVERY}
