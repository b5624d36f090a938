"""Telling us that something is wrong or missing, or that an entry is not what somebody needs."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse

from hearth.design.languages import say as _
from hearth.design.public import draw
from hearth.directory.actions.telling import tell as keep_tip
from hearth.directory.models import Service, TipKind
from hearth.directory.queries import public
from hearth.foundation.errors import Refused
from hearth.virtualhub import crowding
from hearth.virtualhub.forms.telling import TellForm
from hearth.virtualhub.public import public_form


@public_form
def tell(request: HttpRequest) -> HttpResponse:
    """Something is wrong with these pages, or missing from them."""
    about = " ".join(request.GET.get("about", "").replace("\0", "").split())[:120]
    words = _("About %(name)s: ") % {"name": about} if about else ""
    initial = {"what": TipKind.WRONG if about else TipKind.MISSING, "words": words}
    return _telling(request, None, initial)


@public_form
def tell_about(request: HttpRequest, service_id: UUID) -> HttpResponse:
    """Something is wrong with one entry."""
    try:
        found = public.entry(service_id)
    except Service.DoesNotExist:
        return draw(request, "virtualhub/gone.jinja", status=404)
    return _telling(request, found.service, {"what": TipKind.WRONG})


def _telling(
    request: HttpRequest, service: Service | None, initial: dict[str, str]
) -> HttpResponse:
    form = TellForm(request.POST if request.method == "POST" else None, initial=initial)
    page = {"form": form, "service": service, "drawn": form.drawn_at}
    if request.method != "POST":
        return draw(request, "virtualhub/tell.jinja", page)
    if not form.is_valid():
        return draw(request, "virtualhub/tell.jinja", page)
    if crowding.told.asks_too_much(request):
        return draw(request, "virtualhub/told_too_much.jinja", status=429)
    try:
        keep_tip(
            by=None,
            kind=TipKind(form.cleaned_data["what"]),
            words=form.cleaned_data["words"],
            reply_to=form.cleaned_data["reply_to"],
            service=service,
        )
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return draw(request, "virtualhub/tell.jinja", page)
    told = {"service": service, "will_answer": bool(form.cleaned_data["reply_to"])}
    return draw(request, "virtualhub/told.jinja", told)
