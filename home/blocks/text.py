"""Text, facts, quotations, documents and people to turn to."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock

RICH_TEXT = ["h3", "bold", "italic", "ol", "ul", "link", "document-link"]


class FactBlock(blocks.StructBlock):
    term = blocks.CharBlock(label=_("What"), max_length=80)
    description = blocks.TextBlock(label=_("Text"), rows=2)


class FactsBlock(blocks.StructBlock):
    facts = blocks.ListBlock(FactBlock(), label=_("Facts"))

    class Meta:
        icon = "list-ul"
        label = _("Facts")
        template = "home/blocks/facts.html"


class QuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("Text"), rows=3)
    source = blocks.CharBlock(label=_("Who says so"), required=False, max_length=120)

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        template = "home/blocks/quote.html"


class DocumentsBlock(blocks.StructBlock):
    documents = blocks.ListBlock(DocumentChooserBlock(), label=_("Documents"))

    class Meta:
        icon = "doc-full"
        label = _("Documents")
        template = "home/blocks/documents.html"


class ContactBlock(blocks.StructBlock):
    name = blocks.CharBlock(label=_("Name"), max_length=120)
    role = blocks.CharBlock(label=_("Role"), required=False, max_length=120)
    phone = blocks.CharBlock(label=_("Phone"), required=False, max_length=40)
    email = blocks.EmailBlock(label=_("E-mail"), required=False)

    class Meta:
        icon = "user"
        label = _("Contact")


class ReportBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=160)
    published_on = blocks.DateBlock(label=_("Date"), required=False)
    document = DocumentChooserBlock(label=_("Document"), required=False)
    summary = blocks.TextBlock(label=_("In short"), required=False, rows=3)

    class Meta:
        icon = "doc-full"
        label = _("Report")


CONTENT = [
    (
        "heading",
        blocks.CharBlock(label=_("Heading"), icon="title", max_length=120, template="home/blocks/heading.html"),
    ),
    ("paragraph", blocks.RichTextBlock(label=_("Text"), features=RICH_TEXT, template="home/blocks/paragraph.html")),
    ("facts", FactsBlock()),
    ("quote", QuoteBlock()),
    ("documents", DocumentsBlock()),
]
