"""An agreement as Word, from the same parts as its page and its PDF: real headings, tables and page numbers."""

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _
from docx import Document as new_document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from cases.domain.agreeing import AMOUNTS, HEADING, LIST, PARTIES, SIGNATURES, Part
from cases.models import Agreement
from people.paper.letterhead import letterhead

INK, BRAND, MUTED = RGBColor(0x14, 0x20, 0x1F), RGBColor(0x13, 0x4E, 0x4A), RGBColor(0x40, 0x50, 0x4E)
CLAUSE = Cm(1.3)


def agreement_word(agreement: Agreement) -> bytes:
    word = new_document()
    _look(word)
    _properties(word, agreement)
    _head_and_foot(word, agreement)
    word.add_paragraph(agreement.name).style = word.styles["Subtitle"]
    word.add_heading(agreement.title, level=0)
    if agreement.status == Agreement.Status.DRAFT:
        word.add_paragraph(pgettext("agreement", "Draft, not to be signed")).runs[0].bold = True
    for part in agreement.parts:
        _add(word, part)
    made = BytesIO()
    word.save(made)
    return made.getvalue()


def _add(word: Any, part: Part) -> None:
    if part.kind == HEADING:
        word.add_heading(f"{part.number}\t{part.text}" if part.number else part.text, level=1)
    elif part.kind == LIST:
        for item in part.items:
            word.add_paragraph(item, style="List Bullet")
    elif part.kind == PARTIES:
        _table(word, (pgettext("agreement", "Party"), _("Name"), _("Organisation number")), part.rows)
    elif part.kind == AMOUNTS:
        _amounts(word, part.rows)
    elif part.kind == SIGNATURES:
        _signatures(word, part.rows)
    else:
        _clause(word, part)


def _clause(word: Any, part: Part) -> None:
    paragraph = word.add_paragraph()
    if part.number:
        paragraph.paragraph_format.left_indent, paragraph.paragraph_format.first_line_indent = CLAUSE, -CLAUSE
        paragraph.paragraph_format.tab_stops.add_tab_stop(CLAUSE)
        paragraph.add_run(f"{part.number}\t").font.color.rgb = MUTED
    for number, line in enumerate(part.text.split("\n")):
        run = paragraph.add_run(line)
        if number:
            run._r.insert(0, OxmlElement("w:br"))


def _table(word: Any, head: Sequence[str], rows: Sequence[Sequence[str]]) -> Any:
    table = word.add_table(rows=1, cols=len(head), style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.LEFT
    for cell, text in zip(table.rows[0].cells, head, strict=True):
        cell.text = text
        cell.paragraphs[0].runs[0].bold = True
    _repeats(table.rows[0])
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text or "–"
    for row in table.rows:
        _stays_together(row)
        for cell in row.cells:
            cell.paragraphs[0].paragraph_format.space_after = Pt(2)
    word.add_paragraph().paragraph_format.space_after = Pt(2)
    return table


def _amounts(word: Any, rows: Sequence[Sequence[str]]) -> None:
    table = _table(word, (_("Year"), pgettext("amount", "At most")), rows)
    for row in table.rows:
        row.cells[0].width, row.cells[1].width = Cm(4), Cm(5)
        row.cells[1].paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    for cell in table.rows[-1].cells:
        cell.paragraphs[0].runs[0].bold = True


def _signatures(word: Any, rows: Sequence[Sequence[str]]) -> None:
    """For each who signs: a name over two lines, one for place and day and one for the signature."""
    for name, signatory, title in rows:
        head = word.add_paragraph()
        head.paragraph_format.keep_with_next = True
        head.paragraph_format.space_before = Pt(10)
        head.add_run(pgettext("agreement", "For %(name)s") % {"name": name}).bold = True
        table = word.add_table(rows=1, cols=2)
        who = ", ".join(filter(None, [signatory or _("Signature and name in print"), title]))
        for cell, text in zip(table.rows[0].cells, (_("Place and date"), who), strict=True):
            cell.text = text
            paragraph = cell.paragraphs[0]
            paragraph.paragraph_format.space_before = Pt(36)
            paragraph.runs[0].font.size, paragraph.runs[0].font.color.rgb = Pt(9), MUTED
            _line_above(paragraph)
        _stays_together(table.rows[0])


def _look(word: Any) -> None:
    """Plain, in the colours of the association's paper, for whoever goes on writing in it."""
    section = word.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(2.5), Cm(2)
    section.top_margin, section.bottom_margin = Cm(2.4), Cm(2.2)
    normal = word.styles["Normal"]
    normal.font.name, normal.font.size, normal.font.color.rgb = "Arial", Pt(10.5), INK
    normal.paragraph_format.space_after = Pt(6)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "sv-SE" if get_language() == "sv" else "en-GB")
    normal.element.get_or_add_rPr().append(language)
    for name, size in (("Title", 22), ("Heading 1", 13)):
        style = word.styles[name]
        style.font.name, style.font.size, style.font.color.rgb, style.font.bold = "Georgia", Pt(size), BRAND, True
        style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:asciiTheme"), "")
        for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            style.element.rPr.rFonts.attrib.pop(qn(theme), None)
    heading = word.styles["Heading 1"].paragraph_format
    heading.space_before, heading.space_after, heading.keep_with_next = Pt(14), Pt(4), True
    heading.tab_stops.add_tab_stop(CLAUSE)
    subtitle = word.styles["Subtitle"]
    subtitle.font.name, subtitle.font.size, subtitle.font.color.rgb = "Arial", Pt(10.5), BRAND
    subtitle.font.italic, subtitle.font.bold = False, True


def _properties(word: Any, agreement: Agreement) -> None:
    found = word.core_properties
    found.title, found.subject, found.author = agreement.title, agreement.case.number, letterhead().name
    found.language = "sv-SE" if get_language() == "sv" else "en-GB"
    found.comments = ""
    at: datetime = agreement.sent_at or agreement.drawn_up_at
    found.created = found.modified = timezone.localtime(at).replace(tzinfo=None)


def _head_and_foot(word: Any, agreement: Agreement) -> None:
    section, own = word.sections[0], letterhead()
    head = section.header.paragraphs[0]
    head.text = f"{own.name}\t\t{_('Registry number')} {agreement.case.number}"
    foot = section.footer.paragraphs[0]
    foot.text = " · ".join(filter(None, [own.name, own.organisation_number])) + "\t\t"
    for text, code in ((pgettext("of a paper", "Page"), "PAGE"), (pgettext("page 1 of 2", "of"), "NUMPAGES")):
        foot.add_run(f"{text} ")
        _field(foot, code)
        foot.add_run(" ")
    for paragraph in (head, foot):
        paragraph.paragraph_format.tab_stops.clear_all()
        paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(8))
        paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(16.5), alignment=2)
        for run in paragraph.runs:
            run.font.size, run.font.color.rgb = Pt(8.5), MUTED


def _field(paragraph: Any, code: str) -> None:
    """A number that Word counts itself."""
    for kind, text in (("begin", ""), ("", code), ("separate", ""), ("shown", "1"), ("end", "")):
        run = paragraph.add_run()
        if kind == "shown":
            run.text = text
        elif kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)
        else:
            instruction = OxmlElement("w:instrText")
            instruction.text = text
            run._r.append(instruction)


def _repeats(row: Any) -> None:
    """The head of a table stands again on the next page."""
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)


def _stays_together(row: Any) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _line_above(paragraph: Any) -> None:
    borders, top = OxmlElement("w:pBdr"), OxmlElement("w:top")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "14201F")):
        top.set(qn(f"w:{name}"), value)
    borders.append(top)
    paragraph._p.get_or_add_pPr().append(borders)
