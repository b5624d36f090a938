"""Who offers something, and whom the connectors know there. Each page asks, or does one act."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hearth.directory.actions import providers as actions
from hearth.directory.forms.parts import KnownContactForm, ProviderForm
from hearth.directory.models import Provider, ProviderContact
from hearth.directory.queries import lists, parts
from hearth.directory.views.around import page_number
from hearth.foundation.actors import Permission, require_somewhere
from hearth.foundation.errors import Refused
from hearth.foundation.http import WorkerRequest, found_or_404
from hearth.places.versions import facts_of, written_down


@require_safe
def providers(request: WorkerRequest) -> HttpResponse:
    require_somewhere(request.actor, Permission.KEEP_DIRECTORY)
    words = request.GET.get("q", "")[:200]
    number = page_number(request)
    rows, total = parts.providers(actor=request.actor, words=words, page=number)
    page = {"rows": rows, "total": total, "words": words, "number": number, "size": parts.PAGE}
    return render(request, "directory/providers.jinja", page)


@require_safe
def provider(request: WorkerRequest, provider_id: UUID) -> HttpResponse:
    found = found_or_404(parts.get_provider, provider_id, actor=request.actor)
    today = timezone.localdate()
    offered = lists.in_full(parts.entries_of(found).order_by("name", "id"))
    page = {
        "provider": found,
        "contacts": parts.contacts_of(found),
        "rows": [lists.row_of(service, today) for service in offered],
    }
    return render(request, "directory/provider.jinja", page)


@require_http_methods(["GET", "HEAD", "POST"])
def edit_provider(request: WorkerRequest, provider_id: UUID) -> HttpResponse:
    found = found_or_404(parts.get_provider, provider_id, actor=request.actor)
    facts = facts_of(found, actions.FACTS)
    form = ProviderForm(request.POST or None, initial={**facts, "seen": written_down(facts)})
    if request.method == "POST" and form.is_valid():
        seen = form.cleaned_data["seen"]
        try:
            actions.edit_provider(by=request.actor, provider=found, seen=seen, **form.facts())
        except Refused as refusal:
            form.tell(refusal)
        else:
            messages.success(request, "Saved")
            return redirect("directory:provider", found.id)
    page = {
        "form": form,
        "title": f"Change {found.name}",
        "cancel_href": reverse("directory:provider", args=[found.id]),
    }
    return render(request, "directory/edit.jinja", page)


@require_http_methods(["GET", "HEAD", "POST"])
def add_contact(request: WorkerRequest, provider_id: UUID) -> HttpResponse:
    found = found_or_404(parts.get_provider, provider_id, actor=request.actor)
    return _contact(request, found, None)


@require_http_methods(["GET", "HEAD", "POST"])
def change_contact(request: WorkerRequest, contact_id: UUID) -> HttpResponse:
    contact = found_or_404(parts.get_contact, contact_id, actor=request.actor)
    return _contact(request, contact.provider, contact)


def _contact(
    request: WorkerRequest, provider: Provider, contact: ProviderContact | None
) -> HttpResponse:
    facts = {name: getattr(contact, name) for name in actions.CONTACT_FACTS} if contact else {}
    form = KnownContactForm(request.POST or None, initial=facts)
    if request.method == "POST" and form.is_valid():
        try:
            actions.keep_contact(
                by=request.actor, provider=provider, contact=contact, **form.cleaned_data
            )
        except Refused as refusal:
            form.add_error(None, str(refusal).rstrip("."))
        else:
            messages.success(request, "Saved")
            return redirect("directory:provider", provider.id)
    somebody = f"change {contact.name or 'somebody'}" if contact else "somebody new"
    page = {
        "form": form,
        "title": f"{somebody[:1].upper()}{somebody[1:]} at {provider.name}",
        "intro": "Only those who keep the directory see this. It is never public.",
        "cancel_href": reverse("directory:provider", args=[provider.id]),
    }
    return render(request, "directory/edit.jinja", page)


@require_POST
def remove_contact(request: WorkerRequest, contact_id: UUID) -> HttpResponse:
    contact = found_or_404(parts.get_contact, contact_id, actor=request.actor)
    provider_id = contact.provider_id
    actions.remove_contact(by=request.actor, contact=contact)
    messages.success(request, "Taken away. Nothing of them is kept")
    return redirect("directory:provider", provider_id)
