"""The texts of agreements that the system comes with (docs/formats.md says how they are read)."""
# ruff: noqa: E501 -- a paragraph is a line

from dataclasses import dataclass

AGREEMENT, AMENDMENT = "agreement", "amendment"


@dataclass(frozen=True)
class ShippedAgreement:
    key: str
    use: str
    name: str
    title: str
    body: str


FIRST = """\
# Parter
{parties}

I avtalet kallas {association} för förbundet och {employer} för anordnaren.

Insatsen genomförs för {groups}. En lokal samverkansgrupp är ingen juridisk person. Den är förmånstagare enligt avtalet och har inga egna betalningsskyldigheter.

# Bakgrund och ändamål
Förbundet har {decision} beslutat att bevilja medel till {title}, ärende {number}, med stöd av lagen (2003:1210) om finansiell samordning av rehabiliteringsinsatser.

Medlen får användas bara till det ändamål som framgår av ansökan, som kom in till förbundet den {received}. Ansökan, med de kompletteringar som har lämnats före beslutet, hör till avtalet. Säger avtalet och ansökan olika saker gäller avtalet.

{purpose}

# Avtalstid
Insatsen finansieras under tiden {from} till och med {to}.

Avtalet träder i kraft den dag då samtliga som ska underteckna det har gjort det. Det gäller till dess att parternas skyldigheter enligt avtalet är fullgjorda.

# Belopp
Förbundet finansierar insatsen med sammanlagt högst {total}, fördelat på år enligt tabellen.

{amounts}

Beloppen är det högsta som förbundet betalar. Kostnader därutöver står anordnaren för. Ett belopp får flyttas mellan år bara om förbundet har godkänt det skriftligen i förväg.

# Utbetalning
Medlen betalas ut mot rekvisition av faktiska och styrkta kostnader för insatsen. Rekvisitionen lämnas i förbundets ärendesystem tillsammans med underlag.

Ingenting betalas ut innan avtalet har trätt i kraft.

Förbundet får vänta med en utbetalning så länge en rapport som ska ha lämnats enligt avtalet saknas.

# Anordnarens åtaganden
Anordnaren genomför insatsen enligt ansökan, beslutet och avtalet och är arbetsgivare för den personal som arbetar i insatsen, om inte annat framgår av ansökan.

Anordnaren redovisar insatsens intäkter och kostnader så att de går att skilja från annan verksamhet, och sparar underlagen i sju år.

Anordnaren underrättar förbundet utan dröjsmål om insatsen inte kan genomföras som planerat.

# Villkor för beslutet
{conditions}

# Återrapportering och uppföljning
{obligations}

Rapporterna lämnas i förbundets ärendesystem. Uppgifter om enskilda deltagare ska inte lämnas, bara antal.

Förbundet och den som förbundet utser har rätt att följa upp och granska insatsen och att ta del av de underlag som behövs för det.

# Särskilda villkor
{special_terms}

# Allmänna handlingar och personuppgifter
Handlingar som lämnas till förbundet blir som regel allmänna handlingar och kan lämnas ut.

Var och en av parterna svarar för den behandling av personuppgifter som parten utför.

# Ändringar och tillägg
Ändringar av avtalet och tillägg till det gäller bara om de är skriftliga och undertecknade av behöriga företrädare för parterna. Ändrad tid, ändrad budget eller byte av ansvarig för insatsen begärs hos förbundet innan ändringen görs.

# Uppsägning och återbetalning
Var och en av parterna kan säga upp avtalet skriftligen med en uppsägningstid av {notice}.

Bryter en part mot avtalet på ett väsentligt sätt och rättar parten inte detta inom 30 dagar efter en skriftlig begäran, får den andra parten säga upp avtalet att upphöra genast.

När avtalet har upphört betalar förbundet bara kostnader som har uppkommit dessförinnan och som rekvireras senast den dag som förbundet meddelar.

Medel som har betalats ut men inte har använts, eller som har använts i strid med avtalet, betalas tillbaka inom 30 dagar efter att förbundet har begärt det.

# Tvist
En tvist om avtalet löses i första hand genom att parterna förhandlar. Kan de inte enas avgörs tvisten av svensk allmän domstol enligt svensk rätt.

# Underskrifter
Avtalet undertecknas på papper, med ett exemplar till var och en av dem som undertecknar, eller elektroniskt.

{signatures}
"""

FURTHER = """\
# Parter
{parties}

I tilläggsavtalet kallas {association} för förbundet och {employer} för anordnaren. Insatsen genomförs för {groups}.

# Bakgrund
Mellan parterna gäller {amends}, i kraft sedan den {amends_day}.

Förbundet har {decision} fattat ett nytt beslut om {title}, ärende {number}. Genom tilläggsavtalet ändras avtalet på det sätt som sägs här.

{purpose}

# Ändringar
{special_terms}

# Avtalstid
Insatsen finansieras under tiden {from} till och med {to}. Tilläggsavtalet träder i kraft den dag då samtliga som ska underteckna det har gjort det.

# Belopp
Förbundet finansierar insatsen med sammanlagt högst {total}, fördelat på år enligt tabellen. Beloppen gäller i stället för dem som har avtalats tidigare för samma beslut.

{amounts}

# Villkor för beslutet
{conditions}

# Återrapportering och uppföljning
{obligations}

# I övrigt
I övrigt gäller {amends} utan ändring.

# Underskrifter
{signatures}
"""

SHIPPED_AGREEMENTS = {
    each.key: each
    for each in (
        ShippedAgreement("avtal", AGREEMENT, "Avtal om finansiering", "Avtal om finansiering av insats", FIRST),
        ShippedAgreement("tillaggsavtal", AMENDMENT, "Tilläggsavtal", "Tilläggsavtal", FURTHER),
    )
}
