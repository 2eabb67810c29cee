"""Addresses of cases."""

from django.urls import URLPattern, path

from .views import (
    answer,
    case,
    disposal,
    filing,
    handouts,
    inbox,
    messages,
    money,
    obligations,
    paper,
    people,
    register,
    stage_forms,
    supplement,
    withdraw,
)

app_name = "cases"
urlpatterns: list[URLPattern] = [
    path("uppdrag/personer/<int:pk>/", people.person, name="person"),
    path("uppdrag/personer/<int:pk>/lamnar/", people.leave, name="leave"),
    path("uppdrag/<slug:key>/foljs-av/", people.follow_body, name="follow_body"),
    path("att-gora/", inbox.inbox_page, name="inbox"),
    path("att-gora/paminn/", inbox.remind, name="remind"),
    path("ekonomi/", money.money_page, name="money"),
    path("arenden/", register.register_page, name="list"),
    path("arenden/<str:number>/", case.overview, name="case"),
    path("arenden/<str:number>/svara/", answer.answer, name="answer"),
    path("arenden/<str:number>/svara/summor/", answer.decision_sums, name="decision_sums"),
    path("arenden/<str:number>/komplettering/", supplement.request_supplement_page, name="supplement"),
    path("arenden/<str:number>/fyll-i/", stage_forms.fill, name="fill"),
    path("arenden/<str:number>/ifyllt/<int:pk>/", stage_forms.filled, name="filled"),
    path("arenden/<str:number>/aterkalla/", withdraw.withdraw_page, name="withdraw"),
    path("arenden/<str:number>/skriv/", messages.write, name="write"),
    path("arenden/<str:number>/diarieforing/", filing.filing, name="filing"),
    path("arenden/<str:number>/diarieforing/hylla/", filing.shelve, name="shelve"),
    path("arenden/<str:number>/sekretess/", filing.secrecy, name="secrecy"),
    path("arenden/<str:number>/handlingar/ny/", filing.register_page, name="register_document"),
    path("arenden/<str:number>/handlingar/<int:document>/", filing.document_page, name="document"),
    path("arenden/<str:number>/handlingar/<int:document>/fil/", filing.document_file, name="document_file"),
    path("arenden/<str:number>/handlingar/<int:document>/sekretess/", filing.secrecy, name="document_secrecy"),
    path("arenden/<str:number>/lamna-ut/", handouts.start, name="start_handout"),
    path("arenden/<str:number>/lamna-ut/<int:pk>/", handouts.handout, name="handout"),
    path("arenden/<str:number>/lamna-ut/<int:pk>/<int:item>/", handouts.mask, name="mask"),
    path("gallring/", disposal.overview, name="disposal"),
    path("gallring/utfor/", disposal.carry_out, name="carry_out_disposal"),
    path("gallring/<int:pk>/", disposal.proposal, name="disposal_proposal"),
    path("arenden/<str:number>/ataganden/<int:pk>/", obligations.settle, name="obligation"),
    path("arenden/<str:number>/ansokan.pdf", paper.application_paper, name="application_paper"),
    # The last: it takes what the others leave.
    path("arenden/<str:number>/<slug:tab>/", case.tab, name="tab"),
]
