"""
The numbers by which organisations are known: their shapes, and how they are usually written.

None of these has a check digit that is published, so a shape is all that can
be checked offline. Nothing typed at all is no number, and is fine.
"""

import re

from hearth.foundation.errors import Refused

_BETWEEN = re.compile(r"[\s.\-/]")


class NotANumber(Refused):
    """What was typed cannot be a number on that register."""


def ods_code(text: str, *, kind: str = "") -> str:
    """
    Return an NHS Organisation Data Service code in capitals.

    Source: NHS Data Model and Dictionary, ORGANISATION IDENTIFIER, 3 to 8 letters and digits (as
    in the MHSDS v6 specification, OrgIDReferringOrg). A practice's is a letter and five digits, a
    primary care network's is U and five digits ("Primary care networks: publication of ODS
    codes", digital.nhs.uk).

    :param kind: an OrganisationKind, where it narrows the shape
    :raises NotANumber: if it cannot be one
    """
    code = _BETWEEN.sub("", text).upper()
    if not code:
        return ""
    if kind == "PRACTICE" and not re.fullmatch(r"[A-Z][0-9]{5}", code):
        raise NotANumber("A GP practice's ODS code is a letter and 5 numbers, like B82098")
    if kind == "PRIMARY_CARE_NETWORK" and not re.fullmatch(r"U[0-9]{5}", code):
        raise NotANumber("A primary care network's ODS code is U and 5 numbers, like U12345")
    if not re.fullmatch(r"[A-Z0-9]{3,8}", code):
        raise NotANumber("An ODS code is 3 to 8 letters and numbers, like RX4 or B82098")
    return code


def charity_number(text: str) -> str:
    """
    Return a charity number as its own register writes it.

    England and Wales: six or seven digits from 200000, and for a charity within another "-1" and
    so on. Scotland: SC and six digits. Northern Ireland: NIC and six digits, from 100001.
    Sources: the registers of the Charity Commission, of OSCR, and of the Charity Commission for
    Northern Ireland; org-id.guide lists GB-CHC, GB-SC and GB-NIC.

    :raises NotANumber: if it cannot be one
    """
    typed = re.sub(r"[\s.]", "", text).upper()
    if not typed:
        return ""
    if scotland := re.fullmatch(r"SC-?0*([0-9]{1,6})", typed):
        return f"SC{int(scotland[1]):06}"
    if northern_ireland := re.fullmatch(r"NIC?-?(1[0-9]{5})", typed):
        return f"NIC{northern_ireland[1]}"
    if england_and_wales := re.fullmatch(r"([2-9][0-9]{5}|[1-9][0-9]{6})(-[1-9][0-9]*)?", typed):
        return england_and_wales[0]
    raise NotANumber(
        "A charity number is 6 or 7 numbers, like 1089464. "
        "In Scotland it starts with SC, in Northern Ireland with NIC"
    )


_COMPANY_PREFIXES = frozenset(
    {
        "AC", "BR", "CE", "CS", "EN", "ES", "FC", "GE", "GN", "GS", "IC", "IP", "LP", "NA", "NC",
        "NF", "NI", "NL", "NO", "NP", "NR", "NV", "NZ", "OC", "OE", "PC", "RC", "RS", "SA", "SC",
        "SE", "SF", "SI", "SL", "SO", "SP", "SR", "SZ", "UC", "ZC",
    }
)  # fmt: skip


def company_number(text: str) -> str:
    """
    Return a company number in its eight characters.

    Eight digits, or two letters that say which register and six digits; old Northern Irish ones
    are R and seven digits, and some old societies' end in a letter R (IP12345R). Noughts left off
    at the front are put back.
    Source: Companies House, "Company number prefixes" and Companies Act 2006, section 1066.

    :raises NotANumber: if it cannot be one
    """
    typed = _BETWEEN.sub("", text).upper()
    if not typed:
        return ""
    if re.fullmatch(r"[0-9]{5,8}", typed) and int(typed):
        return typed.zfill(8)
    if re.fullmatch(r"R[0-9]{7}", typed):
        return typed
    prefix, rest = typed[:2], typed[2:]
    if prefix in _COMPANY_PREFIXES:
        if re.fullmatch(r"[0-9]{4,6}", rest) and int(rest):
            return prefix + rest.zfill(6)
        if prefix in ("IP", "RS", "SP", "NP") and re.fullmatch(r"[0-9]{5}R", rest):
            return typed
    raise NotANumber(
        "A company number is 8 numbers, like 01234567, or 2 letters and 6 numbers, like CE012345"
    )


def website(text: str) -> str:
    """
    Return a web address that starts with https:// or http://, and nothing else that a link can do.

    :raises NotANumber: if it cannot be one
    """
    typed = text.strip()
    if not typed:
        return ""
    if not re.match(r"https?://", typed, re.IGNORECASE):
        typed = f"https://{typed}"
    host = r"([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}"
    if not re.fullmatch(rf"https?://{host}(:[0-9]+)?(/[^\s<>\"']*)?", typed, re.IGNORECASE):
        raise NotANumber("A website's address must be like www.example.org")
    return typed
