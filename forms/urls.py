"""Addresses of forms."""

from django.urls import path

from forms.views import paper, trial, workbook
from forms.views.autosave import autosave
from forms.views.calculate import calculate
from forms.views.check import check, submit
from forms.views.copy import copy
from forms.views.file import file
from forms.views.new import new
from forms.views.new_version import new_version
from forms.views.overview import overview
from forms.views.presence import presence
from forms.views.print import print_view
from forms.views.section import section
from forms.views.sent import sent
from forms.views.start import start

app_name = "forms"
urlpatterns = [
    path("ansokningar/", start, name="start"),
    path("ansokningar/ny/<slug:key>/", new, name="new"),
    path("ansokningar/fil/<uuid:uuid>/", file, name="file"),
    path("ansokningar/<uuid:uuid>/", overview, name="overview"),
    # A hyphen or a point keeps these apart from the keys of sections, which have neither.
    path("ansokningar/<uuid:uuid>/borja-fran/", copy, name="copy"),
    path("ansokningar/<uuid:uuid>/ny-version/", new_version, name="new-version"),
    path("ansokningar/<uuid:uuid>/granska/", check, name="check"),
    path("ansokningar/<uuid:uuid>/skicka/", submit, name="submit"),
    path("ansokningar/<uuid:uuid>/inskickad/", sent, name="sent"),
    path("ansokningar/<uuid:uuid>/utskrift/", print_view, name="print"),
    path("ansokningar/<uuid:uuid>/fyll-i-arbetsbok/", workbook.upload, name="workbook"),
    path("ansokningar/<uuid:uuid>/fyll-i-arbetsbok/<uuid:waiting>/", workbook.look, name="workbook-review"),
    path("ansokningar/<uuid:uuid>/arbetsbok.xlsx", workbook.download, name="workbook-file"),
    path("ansokningar/<uuid:uuid>/ansokan.pdf", paper.paper, name="paper"),
    path("ansokningar/pdf/<uuid:uuid>/", paper.printout, name="printout"),
    path("ansokningar/pdf/<uuid:uuid>/ansokan.pdf", paper.printout_file, name="printout-file"),
    path("ansokningar/<uuid:uuid>/<slug:key>/", section, name="section"),
    path("ansokningar/<uuid:uuid>/<slug:key>/narvaro/", presence, name="presence"),
    path("ansokningar/<uuid:uuid>/<slug:key>/spara/", autosave, name="autosave"),
    path("ansokningar/<uuid:uuid>/<slug:key>/rakna/", calculate, name="calculate"),
    # A draft of a form, to try: whoever has the signed link may come, with or without an account.
    path("utkast/<str:token>/", trial.overview, name="trial"),
    path("utkast/<str:token>/granska/", trial.check, name="trial_check"),
    path("utkast/<str:token>/borja-om/", trial.leave, name="trial_leave"),
    path("utkast/<str:token>/avsnitt/<slug:key>/", trial.section, name="trial_section"),
    path("utkast/<str:token>/avsnitt/<slug:key>/rakna/", trial.calculate, name="trial_calculate"),
]
