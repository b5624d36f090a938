"""
Passkeys: what a browser is asked for, and whether what it answers is true (WebAuthn).

What was asked is kept in the session, once. Whoever signs in shows that it is they (a fingerprint,
a face, a PIN): a phone that lies about unlocked opens nothing.
"""

import json
from dataclasses import dataclass

from django.http import HttpRequest
from webauthn import (
    base64url_to_bytes,
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import bytes_to_base64url
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from hearth.people.models import OwnKey

ASKED = "own_asked"
"""Where a session keeps what was asked."""
NEUTRAL = "My page"
"""What a phone calls it, wherever it shows its passkeys."""
MOST_LETTERS = 20_000


@dataclass(frozen=True)
class NewPasskey:
    """A passkey that somebody's browser has made."""

    credential_id: str
    public_key: bytes
    sign_count: int


def ask_to_make(request: HttpRequest, *, handle: bytes) -> str:
    """
    Return what the browser is asked, to make a passkey, as JSON.

    :param handle: by which the phone tells two pages apart, and keeps one passkey for each; it
        says nothing of anybody
    """
    options = generate_registration_options(
        rp_id=_here(request),
        rp_name=NEUTRAL,
        user_id=handle,
        user_name=NEUTRAL,
        user_display_name=NEUTRAL,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED,
            user_verification=UserVerificationRequirement.REQUIRED,
        ),
    )
    request.session[ASKED] = bytes_to_base64url(options.challenge)
    return str(options_to_json(options))


def made(request: HttpRequest, answer: str) -> NewPasskey | None:
    """Return the passkey that a browser has made; None if the answer is not true."""
    asked = _asked(request)
    if not asked or len(answer) > MOST_LETTERS:
        return None
    try:
        verified = verify_registration_response(
            credential=answer,
            expected_challenge=asked,
            expected_rp_id=_here(request),
            expected_origin=_origin(request),
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError, KeyError, TypeError):
        return None
    return NewPasskey(
        bytes_to_base64url(verified.credential_id),
        verified.credential_public_key,
        verified.sign_count,
    )


def ask_to_show(request: HttpRequest) -> str:
    """Return what the browser is asked, to sign in by a passkey, as JSON. It names none."""
    options = generate_authentication_options(
        rp_id=_here(request), user_verification=UserVerificationRequirement.REQUIRED
    )
    request.session[ASKED] = bytes_to_base64url(options.challenge)
    request.session.set_expiry(0)
    return str(options_to_json(options))


def id_shown(answer: str) -> str:
    """Return which passkey an answer says that it is; empty if it says none."""
    try:
        said = json.loads(answer) if len(answer) <= MOST_LETTERS else {}
    except ValueError:
        return ""
    shown = said.get("id", "") if isinstance(said, dict) else ""
    return shown if isinstance(shown, str) else ""


def count_shown(request: HttpRequest, answer: str, *, key: OwnKey) -> int | None:
    """Return how often a passkey says that it was used; None if the answer is not true."""
    asked = _asked(request)
    if not asked:
        return None
    try:
        verified = verify_authentication_response(
            credential=answer,
            expected_challenge=asked,
            expected_rp_id=_here(request),
            expected_origin=_origin(request),
            credential_public_key=bytes(key.public_key),
            credential_current_sign_count=key.sign_count,
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError, KeyError, TypeError):
        return None
    return int(verified.new_sign_count)


def _asked(request: HttpRequest) -> bytes:
    return base64url_to_bytes(request.session.pop(ASKED, ""))


def _here(request: HttpRequest) -> str:
    return request.get_host().partition(":")[0]


def _origin(request: HttpRequest) -> str:
    return f"{request.scheme}://{request.get_host()}"
