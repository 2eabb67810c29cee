"""Who and where: municipalities, parties, bodies, and how the bodies followed each other.

From the documents: three subregions; eight local groups in 2013 (S2); Katrineholm/Vingåker as one group (S3);
Gnesta, Trosa, Nyköping and Oxelösund as four in 2016 (S0); Gnesta-Trosa as one and Nyköping-Oxelösund beside
Nyköping and Oxelösund in 2017 (S1). Not in the documents, and set so that the demo can run: the change of 2017 is
dated 1 January, and the groups of 2017 are taken to be those of today. The codes are Statistics Sweden's.
"""

from datetime import date
from decimal import Decimal

from people.models import (
    Body,
    BodyKind,
    BodyMunicipality,
    Municipality,
    Party,
    PartyKind,
    PayrollOverhead,
    Subregion,
    Succession,
)

from .pages.site import ORGANISATION_NUMBER

SUBREGIONS = {"norra": "Norra Sörmland", "vastra": "Västra Sörmland", "sodra": "Södra Sörmland"}

MUNICIPALITIES = {
    "0428": ("Vingåker", "vastra"),
    "0461": ("Gnesta", "sodra"),
    "0480": ("Nyköping", "sodra"),
    "0481": ("Oxelösund", "sodra"),
    "0482": ("Flen", "vastra"),
    "0483": ("Katrineholm", "vastra"),
    "0484": ("Eskilstuna", "norra"),
    "0486": ("Strängnäs", "norra"),
    "0488": ("Trosa", "sodra"),
}

PARTIES = {
    "vingakers-kommun": ("Vingåkers kommun", PartyKind.MUNICIPALITY, "0428"),
    "gnesta-kommun": ("Gnesta kommun", PartyKind.MUNICIPALITY, "0461"),
    "nykopings-kommun": ("Nyköpings kommun", PartyKind.MUNICIPALITY, "0480"),
    "oxelosunds-kommun": ("Oxelösunds kommun", PartyKind.MUNICIPALITY, "0481"),
    "flens-kommun": ("Flens kommun", PartyKind.MUNICIPALITY, "0482"),
    "katrineholms-kommun": ("Katrineholms kommun", PartyKind.MUNICIPALITY, "0483"),
    "eskilstuna-kommun": ("Eskilstuna kommun", PartyKind.MUNICIPALITY, "0484"),
    "strangnas-kommun": ("Strängnäs kommun", PartyKind.MUNICIPALITY, "0486"),
    "trosa-kommun": ("Trosa kommun", PartyKind.MUNICIPALITY, "0488"),
    "landstinget-sormland": ("Landstinget Sörmland", PartyKind.REGION, None),
    "region-sormland": ("Region Sörmland", PartyKind.REGION, None),
    "arbetsformedlingen": ("Arbetsförmedlingen", PartyKind.EMPLOYMENT, None),
    "forsakringskassan": ("Försäkringskassan", PartyKind.INSURANCE, None),
    "rar": ("Samordningsförbundet RAR i Sörmland", PartyKind.ASSOCIATION, None),
}

# Public numbers of real organisations; the association's own is made up (cms.demo.pages.site).
NUMBERS = {
    "vingakers-kommun": "212000-0316",
    "gnesta-kommun": "212000-2965",
    "nykopings-kommun": "212000-2940",
    "oxelosunds-kommun": "212000-0324",
    "flens-kommun": "212000-0332",
    "katrineholms-kommun": "212000-0340",
    "eskilstuna-kommun": "212000-0357",
    "strangnas-kommun": "212000-0365",
    "trosa-kommun": "212000-2957",
    "region-sormland": "232100-0032",
    "arbetsformedlingen": "202100-2114",
    "forsakringskassan": "202100-5521",
    "rar": ORGANISATION_NUMBER,
}

# The county council became a region.
PARTY_DAYS = {"landstinget-sormland": (None, date(2018, 12, 31)), "region-sormland": (date(2019, 1, 1), None)}

# What S2's 40 tkr a month for 712 000 a year implies, and an example of an employer with a rate of their own.
PAYROLL_OVERHEADS = {(None, 2013): "48.33", (None, 2020): "46.50", ("region-sormland", 2020): "44.10"}

CHANGE = date(2017, 1, 1)
BEFORE = date(2016, 12, 31)

# Key: name, first day, last day, municipalities.
GROUPS: dict[str, tuple[str, date | None, date | None, tuple[str, ...]]] = {
    "lsg-eskilstuna": ("LSG Eskilstuna", None, None, ("0484",)),
    "lsg-strangnas": ("LSG Strängnäs", None, None, ("0486",)),
    "lsg-katrineholm-vingaker": ("LSG Katrineholm/Vingåker", None, None, ("0483", "0428")),
    "lsg-flen": ("LSG Flen", None, None, ("0482",)),
    "lsg-gnesta": ("LSG Gnesta", None, BEFORE, ("0461",)),
    "lsg-trosa": ("LSG Trosa", None, BEFORE, ("0488",)),
    "lsg-gnesta-trosa": ("LSG Gnesta-Trosa", CHANGE, None, ("0461", "0488")),
    "lsg-nykoping": ("LSG Nyköping", None, None, ("0480",)),
    "lsg-oxelosund": ("LSG Oxelösund", None, None, ("0481",)),
    "lsg-nykoping-oxelosund": ("LSG Nyköping-Oxelösund", CHANGE, None, ("0480", "0481")),
}

SUCCESSIONS = (("lsg-gnesta", "lsg-gnesta-trosa"), ("lsg-trosa", "lsg-gnesta-trosa"))

ASSOCIATION = {
    "styrelsen": ("Styrelsen", BodyKind.BOARD),
    "arbetsutskottet": ("Arbetsutskottet", BodyKind.EXECUTIVE_COMMITTEE),
    "beredningsgruppen": ("Beredningsgruppen", BodyKind.PREPARATORY_GROUP),
    "kansliet": ("Kansliet", BodyKind.OFFICE),
}


def load_world() -> None:
    """Write it all down once; what is already there is left as it stands."""
    subregions = {
        key: Subregion.objects.get_or_create(key=key, defaults={"name": name})[0] for key, name in SUBREGIONS.items()
    }
    places = {
        code: Municipality.objects.get_or_create(code=code, defaults={"name": name, "subregion": subregions[key]})[0]
        for code, (name, key) in MUNICIPALITIES.items()
    }
    for key, (name, kind, code) in PARTIES.items():
        first, last = PARTY_DAYS.get(key, (None, None))
        Party.objects.get_or_create(
            key=key,
            defaults={
                "name": name,
                "kind": kind,
                "organisation_number": NUMBERS.get(key, ""),
                "municipality": places[code] if code else None,
                "valid_from": first,
                "valid_to": last,
            },
        )
    for (employer, year), rate in PAYROLL_OVERHEADS.items():
        whose = Party.objects.get(key=employer) if employer else None
        PayrollOverhead.objects.get_or_create(employer=whose, year=year, defaults={"rate": Decimal(rate)})
    for key, (name, body_kind) in ASSOCIATION.items():
        Body.objects.get_or_create(key=key, defaults={"name": name, "kind": body_kind})
    for key, (name, first, last, codes) in GROUPS.items():
        body, _ = Body.objects.get_or_create(
            key=key,
            defaults={"name": name, "kind": BodyKind.LOCAL_GROUP, "valid_from": first, "valid_to": last},
        )
        for code in codes:
            BodyMunicipality.objects.get_or_create(
                body=body, municipality=places[code], defaults={"valid_from": first, "valid_to": last}
            )
    bodies = Body.objects.in_bulk(field_name="key")
    for old, new in SUCCESSIONS:
        Succession.objects.get_or_create(predecessor=bodies[old], successor=bodies[new], defaults={"on": CHANGE})
