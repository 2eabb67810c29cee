"""Masking takes words away for good; handing out is logged and leaves the original as it is."""

import json
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st

from cases.actions.hand_out import Judged, drop_handout, judge_items, mask_item, settle_handout, start_handout
from cases.actions.mark_secret import mark_secret
from cases.actions.register_document import register_document
from cases.domain.masking import MASK, Masks, Passage, masked, read_masks, spotted, without
from cases.errors import CaseError
from cases.models import Document, SecrecyGround
from cases.queries.passages import passages_of
from cases.queries.trail import check_trail
from tests.builders import cases as build

TEXT = "Anna Berg ringde. anna berg, 19800101-1234, anna@example.org, 070-123 45 67."

MASKED = [
    ("nothing", Masks(), TEXT),
    ("the whole passage", Masks(passages=frozenset({"a"})), MASK),
    ("a stretch", Masks(stretches={"a": ((0, 9),)}), f"{MASK}{TEXT[9:]}"),
    ("stretches that meet", Masks(stretches={"a": ((0, 4), (4, 9))}), f"{MASK}{TEXT[9:]}"),
    ("a stretch outside the text", Masks(stretches={"a": ((900, 950),)}), TEXT),
    ("words in any case", Masks(words=("ANNA BERG",)), TEXT.replace("Anna Berg", MASK).replace("anna berg", MASK)),
    ("whole words alone", Masks(words=("ring", "an")), TEXT),
]


@pytest.mark.parametrize(("name", "masks", "left"), MASKED, ids=[each[0] for each in MASKED])
def test_what_is_masked_is_gone(name, masks, left):
    assert masked([Passage("a", "Text", TEXT)], masks) == (Passage("a", "Text", left),)


@given(st.text(max_size=30), st.lists(st.tuples(st.integers(-2, 35), st.integers(-2, 35)), max_size=3))
def test_no_letter_of_a_masked_stretch_is_left_and_the_rest_is_whole(text, spans):
    kept = "".join(letter for at, letter in enumerate(text) if not any(start <= at < end for start, end in spans))
    assert without(text, spans).replace(MASK, "") == kept.replace(MASK, "")


def test_masks_are_kept_exactly():
    masks = Masks(frozenset({"b", "a"}), {"a": ((1, 2), (4, 9))}, ("Anna",))
    assert read_masks(json.loads(json.dumps(masks.as_json()))) == masks


def test_numbers_of_persons_and_addresses_are_proposed():
    assert spotted([Passage("a", "", TEXT)]) == ("19800101-1234", "anna@example.org", "070-123 45 67")


@pytest.fixture
def world(db):
    return build.a_world()


@pytest.fixture
def ground():
    return SecrecyGround.objects.get(section="OSL 26:1")


def a_handout(case, world, *numbers, **more):
    documents = case.documents.filter(number__in=numbers)
    return start_handout(case, by=world.officer, documents=documents, asked_on=date(2026, 1, 2), **more)


def test_a_masked_copy_is_a_new_document_and_the_original_stays(world, ground):
    case = build.an_application(world, "lsg-flen", rubrik="Stöd åt Anna Berg")
    before = passages_of(case.documents.get(number=1))
    handout = a_handout(case, world, 1, recipient="Tidningen")
    item = handout.items.get()
    mask_item(item, Masks(words=("Anna Berg",)), by=world.officer)
    judge_items(handout, {item.pk: Judged("masked", ground)}, by=world.officer)
    settled = settle_handout(handout, by=world.officer)
    copy = Document.objects.get(kind="masked")

    assert (settled.state, copy.number, copy.direction, copy.counterpart) == ("partly", 2, "out", "Tidningen")
    assert "Anna" not in json.dumps(copy.content, ensure_ascii=False)
    assert f"Stöd åt {MASK}" in [each["text"] for each in copy.content]
    assert passages_of(case.documents.get(number=1)) == before
    case.refresh_from_db()
    assert check_trail(case) == []


def test_a_copy_that_was_changed_afterwards_is_found(world, ground):
    case = build.an_application(world, "lsg-flen")
    handout = a_handout(case, world, 1)
    item = handout.items.get()
    mask_item(item, Masks(words=("Processtöd",)), by=world.officer)
    judge_items(handout, {item.pk: Judged("masked", ground)}, by=world.officer)
    settle_handout(handout, by=world.officer)
    Document.objects.filter(kind="masked").update(content=[{"label": "", "text": "annat"}])
    case.refresh_from_db()

    assert [fault.code for fault in check_trail(case)] == ["document_differs"]


def refusal(act):
    with pytest.raises(CaseError) as refused:
        act()
    return refused.value.code


def test_what_is_kept_back_needs_a_ground_and_a_refusal_a_reason(world, ground):
    case = build.an_application(world, "lsg-flen")
    handout = a_handout(case, world, 1)
    item = handout.items.get()
    judge_items(handout, {item.pk: Judged("masked", ground)}, by=world.officer)
    assert refusal(lambda: settle_handout(handout, by=world.officer)) == "nothing_masked"
    judge_items(handout, {item.pk: Judged("refused")}, by=world.officer)
    assert refusal(lambda: settle_handout(handout, by=world.officer, reason="Nej")) == "ground_missing_for"
    judge_items(handout, {item.pk: Judged("refused", ground)}, by=world.officer)
    assert refusal(lambda: settle_handout(handout, by=world.officer)) == "refusal_reason_missing"
    settled = settle_handout(handout, by=world.officer, reason="Uppgifterna rör någons hälsa.")

    assert settled.state == "refused"
    assert refusal(lambda: settle_handout(handout, by=world.officer, reason="Igen")) == "handout_settled"
    assert refusal(lambda: drop_handout(handout, by=world.officer)) == "handout_settled"


@pytest.mark.parametrize("words", [("Finns inte",), ("Anna Bergström", "Process")])
def test_words_that_stand_nowhere_mask_nothing(world, ground, words):
    case = build.an_application(world, "lsg-flen", rubrik="Stöd åt Anna Berg")
    handout = a_handout(case, world, 1)
    item = handout.items.get()
    mask_item(item, Masks(words=words), by=world.officer)
    judge_items(handout, {item.pk: Judged("masked", ground)}, by=world.officer)
    assert refusal(lambda: settle_handout(handout, by=world.officer)) == "nothing_masked"


def test_the_events_tell_what_went_out_and_what_was_kept_back(client, world, ground):
    case = build.an_application(world, "lsg-flen")
    for name in ("Svar", "Brev"):
        register_document(
            case,
            direction="in",
            kind="letter",
            dated_on=date(2026, 1, 2),
            title=name,
            counterpart="Kommunen",
            by=world.officer,
        )
    handout = a_handout(case, world, 1, 2, 3)
    whole, masked, refused = handout.items.order_by("document__number")
    upload = SimpleUploadedFile("maskad.txt", b"Hej [maskat]")
    judged = {whole.pk: Judged("whole"), masked.pk: Judged("masked", ground, upload=upload)}
    judge_items(handout, judged | {refused.pk: Judged("refused", ground)}, by=world.officer)
    settle_handout(handout, by=world.officer)
    client.force_login(world.officer)
    number = case.number
    said = f"hel: {number}:1; maskad: {number}:2; inte utlämnad: {number}:3"
    assert said in client.get(f"/arenden/{number}/handelser/").content.decode()


def test_only_the_office_hands_out(world):
    case = build.an_application(world, "lsg-flen")
    for who in (world.flen_chair, world.preparer, world.board_chair):
        with pytest.raises(CaseError) as refused:
            start_handout(case, by=who, documents=case.documents.all(), asked_on=date(2026, 1, 2))
        assert refused.value.status == 403


def test_a_secret_document_is_not_handed_out_whole_unless_somebody_says_so(world, ground):
    case = build.an_application(world, "lsg-flen")
    mark_secret(case, document=case.documents.get(), by=world.officer, ground=ground)
    assert a_handout(case, world, 1).items.get().how == "masked"


def test_a_file_goes_out_as_a_copy_that_was_masked_elsewhere(world, ground):
    case = build.an_application(world, "lsg-flen")
    letter = register_document(
        case,
        direction="in",
        kind="letter",
        dated_on=date(2026, 1, 2),
        title="Brev",
        counterpart="Kommunen",
        upload=SimpleUploadedFile("brev.txt", b"Hej Anna Berg"),
        by=world.officer,
    )
    handout = a_handout(case, world, letter.number)
    item = handout.items.get()
    upload = SimpleUploadedFile("maskad.txt", b"Hej [maskat]")
    judge_items(handout, {item.pk: Judged("masked", ground, upload=upload)}, by=world.officer)
    settle_handout(handout, by=world.officer)
    copy = Document.objects.get(kind="masked")

    assert copy.file.open().read() == b"Hej [maskat]"
    assert letter.file.open().read() == b"Hej Anna Berg"


def test_the_pages_of_a_handout_work_without_scripts(client, world, ground):
    case = build.an_application(world, "lsg-flen", rubrik="Stöd åt Anna Berg")
    client.force_login(world.officer)
    base = f"/arenden/{case.number}/lamna-ut/"
    assert client.post(base, {"asked_on": "2026-01-02"}).status_code == 422
    started = client.post(base, {"asked_on": "2026-01-02", "documents": ["1"], "recipient": "Tidningen"})
    handout = case.handouts.get()
    item = handout.items.get()
    assert started.url == f"{base}{handout.pk}/"
    assert client.get(started.url).status_code == 200
    mask_page = f"{base}{handout.pk}/{item.pk}/"
    shown = client.post(mask_page, {"words": "Anna Berg", "passage": ["period.0"], "act": "show"})
    assert MASK in shown.content.decode()
    assert handout.items.get().masks == {}
    saved = client.post(
        mask_page, {"words": "Anna Berg", "passage": ["period.0"], "stretch": ["rubrik.0:0-4"], "act": "save"}
    )
    assert saved.status_code == 302
    assert read_masks(handout.items.get().masks) == Masks(
        frozenset({"period.0"}), {"rubrik.0": ((0, 4),)}, ("Anna Berg",)
    )
    posted = {f"item{item.pk}-how": "masked", f"item{item.pk}-ground": "", "act": "settle"}
    assert client.post(started.url, posted).status_code == 422
    done = client.post(started.url, posted | {f"item{item.pk}-ground": ground.pk})
    assert done.status_code == 302
    log = client.get(started.url).content.decode()
    assert "Tidningen" in log
    copy = client.get(f"/arenden/{case.number}/handlingar/2/").content.decode().split("document-text")[1]
    assert "Anna Berg" not in copy
    assert MASK in copy
    assert client.get(f"/arenden/{case.number}/handlingar/2.pdf").content.startswith(b"%PDF")


@pytest.mark.parametrize("who", ["flen_chair", "preparer", "stranger"])
@pytest.mark.parametrize(
    "path", ["diarieforing/", "sekretess/", "handlingar/ny/", "handlingar/1/sekretess/", "lamna-ut/", "lamna-ut/1/"]
)
def test_the_pages_of_the_office_are_for_the_office(client, world, who, path):
    case = build.an_application(world, "lsg-flen")
    client.force_login(getattr(world, who))
    for method in ("get", "post"):
        status = getattr(client, method)(f"/arenden/{case.number}/{path}").status_code
        assert status == (404 if who == "stranger" else 403)
