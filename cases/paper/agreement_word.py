"""An agreement as Word, from the same parts as its page and its PDF: real headings, tables and page numbers."""

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _
from docx import Document as new_document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from cases.domain.agreeing import AMOUNTS, HEADING, LIST, PARTIES, SIGNATURES, Part
from cases.models import Agreement
from people.paper.letterhead import letterhead

from . import word_table

INK, BRAND, MUTED = RGBColor(0x14, 0x20, 0x1F), RGBColor(0x13, 0x4E, 0x4A), RGBColor(0x40, 0x50, 0x4E)
CLAUSE, BULLET = Cm(1.3), Cm(0.6)
# Of tables: what stands behind their heads, and their lines.
HEAD, LINE = "EEF2F1", "B9C4C2"
# From edge to edge of what is written.
WIDTH = Cm(16.5)


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
            paragraph = word.add_paragraph(item, style="List Bullet").paragraph_format
            paragraph.left_indent, paragraph.first_line_indent = CLAUSE + BULLET, -BULLET
    elif part.kind == PARTIES:
        _table(word, (pgettext("agreement", "Party"), _("Name"), _("Organisation number")), part.rows, (4.2, 6.5, 4.5))
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


def _table(word: Any, head: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[float]) -> Any:
    """`widths` in centimetres, of each column; it begins where the words of the paragraphs do."""
    table = word.add_table(rows=1, cols=len(head), style="Table Grid")
    for cell, text in zip(table.rows[0].cells, head, strict=True):
        cell.text = text
        cell.paragraphs[0].runs[0].bold = True
        word_table.shade(cell, HEAD)
    word_table.repeats(table.rows[0])
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text or "–"
    word_table.lay_out(table, widths, indent=CLAUSE, line=LINE)
    for row in table.rows:
        word_table.stays_together(row)
        for cell in row.cells:
            cell.paragraphs[0].paragraph_format.space_before = Pt(2)
            cell.paragraphs[0].paragraph_format.space_after = Pt(2)
    word.add_paragraph().paragraph_format.space_after = Pt(0)
    return table


def _amounts(word: Any, rows: Sequence[Sequence[str]]) -> None:
    table = _table(word, (_("Year"), pgettext("amount", "At most")), rows, (3, 5))
    for row in table.rows:
        row.cells[1].paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
        # The table stays on one page, with its sum.
        for cell in row.cells:
            cell.paragraphs[0].paragraph_format.keep_with_next = row is not table.rows[-1]
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
        word_table.lay_out(table, (8, 8.5), indent=Cm(0))
        who = ", ".join(filter(None, [signatory or _("Signature and name in print"), title]))
        for cell, text in zip(table.rows[0].cells, (_("Place and date"), who), strict=True):
            cell.text = text
            paragraph = cell.paragraphs[0]
            paragraph.paragraph_format.space_before = Pt(36)
            paragraph.runs[0].font.size, paragraph.runs[0].font.color.rgb = Pt(9), MUTED
            _line_above(paragraph)
        word_table.stays_together(table.rows[0])


def _look(word: Any) -> None:
    """Plain, in the colours of the association's paper, for whoever goes on writing in it."""
    section = word.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(2.5), Cm(2)
    section.top_margin, section.bottom_margin = Cm(2.4), Cm(2.2)
    normal = word.styles["Normal"]
    normal.font.name, normal.font.size, normal.font.color.rgb = "Arial", Pt(10.5), INK
    normal.paragraph_format.space_after = Pt(6)
    _speaks(word, "sv-SE" if get_language() == "sv" else "en-GB")
    for name, size in (("Title", 22), ("Heading 1", 13)):
        style = word.styles[name]
        style.font.name, style.font.size, style.font.color.rgb, style.font.bold = "Georgia", Pt(size), BRAND, True
        style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:asciiTheme"), "")
        for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            style.element.rPr.rFonts.attrib.pop(qn(theme), None)
    # The line under the title is that of Word's own look.
    borders = word.styles["Title"].element.get_or_add_pPr().find(qn("w:pBdr"))
    if borders is not None:
        borders.getparent().remove(borders)
    heading = word.styles["Heading 1"].paragraph_format
    heading.space_before, heading.space_after, heading.keep_with_next = Pt(14), Pt(4), True
    heading.tab_stops.add_tab_stop(CLAUSE)
    subtitle = word.styles["Subtitle"]
    subtitle.font.name, subtitle.font.size, subtitle.font.color.rgb = "Arial", Pt(10.5), BRAND
    subtitle.font.italic, subtitle.font.bold = False, True


def _speaks(word: Any, language: str) -> None:
    """What Word checks the spelling by, and what a screen reader reads it in."""
    for lang in word.styles.element.iter(qn("w:lang")):
        lang.set(qn("w:val"), language)
    own = OxmlElement("w:lang")
    own.set(qn("w:val"), language)
    word.styles["Normal"].element.get_or_add_rPr().append(own)


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
    head.text = f"{own.name}\t{_('Registry number')} {agreement.case.number}"
    foot = section.footer.paragraphs[0]
    foot.text = " · ".join(filter(None, [own.name, own.organisation_number])) + "\t"
    for text, code in ((pgettext("of a paper", "Page"), "PAGE"), (pgettext("page 1 of 2", "of"), "NUMPAGES")):
        foot.add_run(f"{text} ")
        _field(foot, code)
        foot.add_run(" ")
    for paragraph in (head, foot):
        # The tab stops of Word's own look stand in the style, and would come first.
        paragraph.style.paragraph_format.tab_stops.clear_all()
        paragraph.paragraph_format.tab_stops.add_tab_stop(WIDTH, WD_TAB_ALIGNMENT.RIGHT)
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


def _line_above(paragraph: Any) -> None:
    borders, top = OxmlElement("w:pBdr"), OxmlElement("w:top")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "14201F")):
        top.set(qn(f"w:{name}"), value)
    borders.append(top)
    paragraph._p.get_or_add_pPr().append(borders)
