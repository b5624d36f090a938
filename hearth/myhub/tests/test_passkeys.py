"""Signing in by a passkey, with an authenticator made of software."""

import hashlib
import json
import secrets

import cbor2
import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from django.test import Client
from django.urls import reverse
from webauthn.helpers import bytes_to_base64url as text

from hearth.foundation.acting import acting_as
from hearth.foundation.tests.factories import as_the_owner
from hearth.people import actions
from hearth.people.models import OwnKey

PRESENT, VERIFIED, NEW = 0x01, 0x04, 0x40


class Authenticator:
    """A phone that keeps one passkey."""

    def __init__(self, host="york.localhost"):
        self.host, self.id, self.count = host, secrets.token_bytes(16), 0
        self.key = ec.generate_private_key(ec.SECP256R1())

    def make(self, challenge, **more):
        numbers = self.key.public_key().public_numbers()
        cose = {1: 2, 3: -7, -1: 1, -2: numbers.x.to_bytes(32), -3: numbers.y.to_bytes(32)}
        credential = bytes(16) + len(self.id).to_bytes(2) + self.id + cbor2.dumps(cose)
        data = self._data(NEW | PRESENT | VERIFIED) + credential
        attestation = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": data})
        client = self._client("webauthn.create", challenge, **more)
        return self._answer(clientDataJSON=client, attestationObject=attestation)

    def show(self, challenge, *, flags=PRESENT | VERIFIED, **more):
        data = self._data(flags)
        client = self._client("webauthn.get", challenge, **more)
        signed = data + hashlib.sha256(client).digest()
        signature = self.key.sign(signed, ec.ECDSA(hashes.SHA256()))
        return self._answer(clientDataJSON=client, authenticatorData=data, signature=signature)

    def _data(self, flags):
        here = hashlib.sha256(self.host.encode()).digest()
        return here + bytes([flags]) + self.count.to_bytes(4)

    def _client(self, kind, challenge, origin=""):
        said = {"type": kind, "challenge": challenge, "origin": origin or f"http://{self.host}"}
        return json.dumps(said).encode()

    def _answer(self, **response):
        mine = text(self.id)
        parts = {name: text(part) for name, part in response.items()}
        return json.dumps({"id": mine, "rawId": mine, "type": "public-key", "response": parts})


def asked(browser, name):
    """Return the challenge that a page asks."""
    response = browser.get(reverse(f"myhub:{name}"))
    said = response.content.decode().partition('data-asked="')[2].partition('"')[0]
    return json.loads(said.replace("&#34;", '"'))["challenge"]


@pytest.fixture
def phone(jos):
    """Jo's phone, with a passkey that was made on Jo's own pages."""
    phone = Authenticator()
    answer = phone.make(asked(jos, "ways_in"))
    assert jos.post("/me/ways-in/", {"answer": answer, "name": "My phone"}).status_code == 302
    return phone


@pytest.fixture
def other(db):
    return Client(headers={"host": "york.localhost"})


def test_signs_in(phone, other):
    response = other.post("/me/passkey/", {"answer": phone.show(asked(other, "passkey"))})

    assert response.status_code == 302
    assert "Hello Jo" in other.get("/me/").content.decode()


def test_stands_among_the_ways_in(phone, jos):
    assert "A passkey: My phone" in jos.get("/me/ways-in/").content.decode()


def test_is_asked_anew_each_time(phone, other):
    answer = phone.show(asked(other, "passkey"))
    other.post("/me/passkey/", {"answer": answer})
    again = Client(headers={"host": "york.localhost"})
    asked(again, "passkey")

    assert again.post("/me/passkey/", {"answer": answer}).status_code == 403


@pytest.mark.parametrize("wrong", [{"flags": PRESENT}, {"origin": "http://york.example.org"}])
def test_opens_nothing_unverified_or_from_elsewhere(phone, other, wrong):
    answer = phone.show(asked(other, "passkey"), **wrong)

    assert other.post("/me/passkey/", {"answer": answer}).status_code == 403


def test_of_another_phone_with_the_same_id_opens_nothing(phone, other):
    copy = Authenticator()
    copy.id = phone.id

    answer = copy.show(asked(other, "passkey"))
    assert other.post("/me/passkey/", {"answer": answer}).status_code == 403


def test_that_counts_less_than_before_is_a_copy(phone, other):
    for count, status in ((5, 302), (5, 403)):
        phone.count = count
        answer = phone.show(asked(other, "passkey"))
        assert other.post("/me/passkey/", {"answer": answer}).status_code == status


def test_that_was_stopped_opens_nothing(phone, other, team_member, jo, now):
    with acting_as(team_member):
        key = OwnKey.objects.get(kind="PASSKEY")
        actions.end_own_key(by=team_member, person=jo, key=key, now=now)

    answer = phone.show(asked(other, "passkey"))
    assert other.post("/me/passkey/", {"answer": answer}).status_code == 403


@pytest.mark.parametrize("answer", ["", "{}", "[]", "no", '{"id": 7}', '{"id": "x"}', "x" * 30000])
def test_what_is_no_answer_opens_and_keeps_nothing(jos, other, answer):
    asked(other, "passkey")
    assert other.post("/me/passkey/", {"answer": answer}).status_code == 403

    asked(jos, "ways_in")
    jos.post("/me/ways-in/", {"answer": answer})
    with as_the_owner():
        assert not OwnKey.objects.filter(kind="PASSKEY").exists()


def test_is_added_by_nobody_else(pages, team_member, jo, now):
    from hearth.foundation.actors import NotAllowed

    with acting_as(team_member), pytest.raises(NotAllowed):
        actions.add_passkey(
            by=team_member, person=jo, credential_id="x", public_key=b"x", sign_count=0, name="",
            now=now,
        )  # fmt: skip


def test_says_nothing_of_what_it_is_for(jos):
    html = jos.get("/me/ways-in/").content.decode()
    said = html.partition('data-asked="')[2].partition('"')[0].replace("&#34;", '"')

    assert json.loads(said)["rp"]["name"] == "My page"
    assert json.loads(said)["user"]["name"] == "My page"
    assert "Jo" not in said
