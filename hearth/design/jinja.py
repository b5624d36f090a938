"""The template engine: Jinja, so that we can use the NHS design system's own macros."""

import re
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from django.template import TemplateDoesNotExist
from django.template.backends.jinja2 import Jinja2
from django.templatetags.static import static as look_up_static
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import get_language, ngettext, npgettext, pgettext
from jinja2 import ChainableUndefined, ChoiceLoader, Environment, PackageLoader
from markupsafe import Markup

from hearth.design import languages, words

ICONS = Path(__file__).parent / "static" / "design" / "icons.svg"
DRAWINGS = sorted(set(re.findall(r'<symbol id="([\w-]+)"', ICONS.read_text())) - {"mark"})
"""The names of the drawings that there are."""


class Templates(Jinja2):
    """Jinja templates from each app's templates/ folder. Only names ending in .jinja are ours."""

    app_dirname = "templates"

    def get_template(self, template_name: str) -> Any:
        if not template_name.endswith(".jinja"):
            raise TemplateDoesNotExist(template_name, backend=self)
        return super().get_template(template_name)


@cache  # the address of a file does not change while we run, and every page asks for several
def static(path: str) -> str:
    """Return the address of one of our own files."""
    return look_up_static(path)


def url(name: str, *args: Any) -> str:
    """Return the address of a page of ours, in the language of the page in hand."""
    return _url_in(get_language(), name, args)


@lru_cache(maxsize=5000)  # a list of results asks for dozens, and working one out is not quick
def _url_in(language: str | None, name: str, args: tuple[Any, ...]) -> str:
    return reverse(name, args=args)


@lru_cache(maxsize=1000)
def icon(name: str, says: str = "") -> Markup:
    """
    Return a small drawing from icons.svg.

    :param says: what it means, where no words beside it say so; else it is only decoration
    :raises LookupError: if there is no such drawing; the gallery shows all there are
    """
    if name not in DRAWINGS:
        raise LookupError(f"There is no drawing called {name!r} in icons.svg")
    address = f"{static('design/icons.svg')}#{name}"
    speaks = Markup('role="img" aria-label="{}"').format(says) if says else 'aria-hidden="true"'
    return Markup(
        '<svg class="hearth-icon" width="24" height="24" focusable="false" {}>'
        '<use href="{}"></use></svg>'
    ).format(Markup(speaks), address)  # noqa: S704 (both are ours or escaped above)


def environment(**options: Any) -> Environment:
    """Return Jinja as Hearth uses it."""
    options["undefined"] = ChainableUndefined  # the NHS macros look inside what is not there
    options["trim_blocks"] = options["lstrip_blocks"] = True
    env = Environment(**options)  # noqa: S701 (Django sets autoescape)
    env.add_extension("jinja2.ext.i18n")
    env.policies["ext.i18n.trimmed"] = True  # a text is one line, however a template breaks it
    env.install_gettext_callables(  # type: ignore[attr-defined]
        languages.say, ngettext, newstyle=True, pgettext=pgettext, npgettext=npgettext
    )
    env.loader = ChoiceLoader([options["loader"], PackageLoader("nhsuk_frontend_jinja")])
    env.globals |= {
        "icon": icon,
        "in_other_languages": languages.in_other_languages,
        "language": languages.language,
        "localtime": localtime,
        "static": static,
        "url": url,
    }
    env.filters |= {
        "ago_minutes": words.ago_minutes,
        "clock": words.clock,
        "day": words.day,
        "listed": words.listed,
        "month": words.month,
        "number": words.number,
        "percent": words.percent,
        "plural": words.plural,
        "short_day": words.short_day,
        "waited": words.waited,
    }
    return env
