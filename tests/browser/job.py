"""The main job's steps as people do them in the browser, each in a browser of their own."""

import re

from cases.models import Case
from cms.demo.accounts import user

LINES = {
    "Lön": ("600 000", "712 000", "120 000"),
    "Lokal": ("15 000", "18 000", "3 000"),
    "Resor": ("10 000", "10 000", "5 000"),
    "Telefon": ("10 000", "10 000", "2 000"),
    "Dator": ("15 000", "15 000", "3 000"),
}
TEXTS = {
    "bakgrund": {"Bakgrund": "LSG ska driva, förankra och utveckla det lokala samverkansarbetet."},
    "mal_och_syfte": {"Mål": "Åstadkomma fler aktiviteter i samverkan", "Syfte": "Tydligare struktur"},
    "organisering": {"Organisering": "Processtödet anställs av Katrineholms kommun/Viadidakt."},
    "rapportering": {"Rapportering": "Lägesrapport halvårsvis", "Uppföljning": "Planeras i samråd med RAR"},
    "underskrift": {"Undertecknas av": "LSG Katrineholm/Vingåker och LSG Flen"},
}


class Job:
    def __init__(self, visit, assert_accessible):
        self.visit, self.assert_accessible = visit, assert_accessible
        self.pages = {}
        self.title = "Processtöd för KFV"

    def as_(self, who):
        """That person's own browser, looked at for accessibility at each `look`."""
        if who not in self.pages:
            self.pages[who] = self.visit(user(who))
        return self.pages[who]

    def write(self, who):
        page = self.as_(who)
        page.goto("/ansokningar/")
        self.assert_accessible(page)
        page.get_by_role("button", name="Börja Ansökan om medel", exact=True).click()
        page.wait_for_url("**/ansokningar/*-*/**")
        self.base = page.url
        self.assert_accessible(page)
        page.goto(self.base + "om_ansokan/")
        page.get_by_label("Rubrik").fill(self.title)
        page.get_by_label("Ny insats").check()
        page.get_by_label("LSG Flen").check()
        page.get_by_label("LSG Katrineholm/Vingåker").check()
        page.get_by_label("Arbetsgivare (huvudman)").fill("Katrineholms kommun/Viadidakt")
        page.get_by_label("Från och med").fill("2014-03-01")
        page.get_by_label("Till och med").fill("2016-02-28")
        self.save(page)
        for section, answers in TEXTS.items():
            page.goto(f"{self.base}{section}/")
            for label, text in answers.items():
                page.get_by_label(label).first.fill(text)
            self.save(page)

    def budget(self, who):
        page = self.as_(who)
        page.goto(self.base + "budget/")
        for line, amounts in LINES.items():
            for year, amount in zip((2014, 2015, 2016), amounts, strict=True):
                page.get_by_label(f"{line} {year}", exact=True).fill(amount)
        page.get_by_label("Summa enligt ert underlag 2015").fill("764 000")
        page.get_by_label("Summa enligt ert underlag Totalt").fill("1 547 000")
        # The server's sums, while one types and before anything is saved by hand.
        page.get_by_text("1 548 000").first.wait_for()
        self.assert_accessible(page)
        self.save(page)

    def save(self, page):
        address = page.url
        page.get_by_role("button", name=re.compile("^Spara och")).click()
        page.wait_for_url(lambda url: url != address)

    def send(self, who):
        page = self.as_(who)
        page.goto(self.base + "granska/")
        self.assert_accessible(page)
        page.get_by_text("764 000").first.wait_for()
        page.get_by_role("button", name="Skicka in").click()
        page.wait_for_load_state()
        self.number = Case.objects.get().number
        page.get_by_text(self.number).first.wait_for()
        self.assert_accessible(page)

    def open(self, who):
        """From the inbox to the case, as everybody gets there."""
        page = self.as_(who)
        page.goto("/att-gora/")
        self.assert_accessible(page)
        page.get_by_role("link", name=self.title).first.click()
        page.wait_for_url(f"**/arenden/{self.number}/**")
        self.assert_accessible(page)
        return page

    def answer(self, who, outcome):
        page = self.open(who)
        page.get_by_role("radio", name=outcome, exact=True).check()
        page.get_by_role("button", name="Skicka svaret").click()
        page.wait_for_load_state()
        self.assert_accessible(page)
        return page
