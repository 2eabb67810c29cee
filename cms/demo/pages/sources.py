"""Which document a page is written from, and the story whose registry number it got."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Source:
    story: str
    name: str
    year: int


GNOT = Source("gnot-2016", "Ansökan om processledare för LSG GNOT, 2016", 2016)
SOUTH = Source("sodra-2017", "Lägesrapport processledare LSG södra Sörmland, januari–juni 2017", 2017)
BOARD = Source("processtod-2013", "Beslutsunderlag om processtöd till de lokala samverkansgrupperna, 2013", 2013)
KFV = Source("kfv-2014", "Förslag om processtöd för LSG Katrineholm/Vingåker samt Flen, 2014-02-19", 2014)
NORTH = Source("eskilstuna-strangnas-2014", "Förslag om processtöd för LSG Eskilstuna och Strängnäs, 2014-06-27", 2014)
