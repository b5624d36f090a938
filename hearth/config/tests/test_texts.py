"""What the public's pages say is gathered, translated safely and counted rightly."""

import pytest
from babel.messages import Catalog
from django.utils.translation import gettext, ngettext, override

from hearth.config import texts
from hearth.config.terminal import Trouble

WELSH = texts.LOCALE / "cy" / texts.CATALOGUE
SIX = "nplurals=6; plural=(n==0) ? 0 : (n==1) ? 1 : (n==2) ? 2 : (n==3) ? 3 : (n==6) ? 4 : 5;"


@pytest.fixture
def folder(tmp_path):
    """Write catalogues of one folder, by language."""

    def write(name, **catalogues):
        for code, said in catalogues.items():
            path = tmp_path / name / code / texts.CATALOGUE
            path.parent.mkdir(parents=True)
            plurals = f"Plural-Forms: {SIX}\\n" if code == "cy" else ""
            path.write_text(f'msgid ""\nmsgstr ""\n"{plurals}"\n\n{said}')
        return tmp_path / name

    return write


@pytest.fixture
def serving(settings, tmp_path):
    """Serve with what is compiled from folders; return what was left out."""

    def serve(*folders):
        left_out = texts.compile_texts(tmp_path / "made", folders)
        settings.LOCALE_PATHS = [tmp_path / "made"]
        return left_out

    return serve


def test_the_template_of_texts_is_up_to_date():
    """`make texts` writes it."""
    assert texts.TEMPLATE.read_bytes() == texts.written(texts.gathered())


def test_texts_are_gathered_from_templates_and_from_code():
    said = {message.id for message in texts.gathered()}

    assert "Open now until %(time)s" in said
    assert "Crisis line" in said  # a term of the hubs' own taxonomy
    assert not any("hearth/config/tests" in str(each.locations) for each in texts.gathered())


@pytest.mark.parametrize("path", sorted(texts.LOCALE.glob(f"*/{texts.CATALOGUE}")), ids=str)
def test_each_catalogue_here_can_be_used_and_has_every_text(path):
    catalogue = texts.read(path)

    assert list(texts.broken(path, catalogue)) == []
    assert {(each.id, each.context) for each in catalogue if each.id} == {
        (each.id, each.context) for each in texts.gathered() if each.id
    }


def test_welsh_has_six_forms_of_each_number():
    assert texts.read(WELSH).plural_forms == SIX


@pytest.mark.parametrize(
    ("count", "form"),
    [(0, "dim"), (1, "un"), (2, "dau"), (3, "tri"), (4, "arall"), (6, "chwech"), (11, "arall")],
)
def test_a_welsh_number_takes_its_own_form(folder, serving, count, form):
    forms = ["dim", "un", "dau", "tri", "chwech", "arall"]
    said = "".join(f'msgstr[{n}] "%(num)s {each}"\n' for n, each in enumerate(forms))
    serving(folder("a", cy=f'msgid "%(num)s place"\nmsgid_plural "%(num)s places"\n{said}'))

    with override("cy"):
        found = ngettext("%(num)s place", "%(num)s places", count) % {"num": count}

    assert found == f"{count} {form}"


def test_what_is_not_translated_yet_is_said_in_english(folder, serving):
    serving(folder("a", cy='msgid "Closed"\nmsgstr "Ar gau"\n\nmsgid "Good Friday"\nmsgstr ""\n'))

    with override("cy"):
        assert gettext("Closed") == "Ar gau"
        assert gettext("Good Friday") == "Good Friday"
        assert ngettext("%(num)s day", "%(num)s days", 3) == "%(num)s days"


def test_a_partnership_s_own_wording_comes_first(folder, serving):
    hearth = folder("hearth", cy='msgid "Closed"\nmsgstr "Ar gau"\n\nmsgid "all day"\nmsgstr "x"\n')
    own = folder(
        "own",
        cy='msgid "Closed"\nmsgstr "Wedi cau"\n\nmsgid "all day"\nmsgstr ""\n',
        en_GB='msgid "Closed"\nmsgstr "Shut"\n',
    )
    serving(hearth, own)

    assert gettext("Closed") == "Shut"
    with override("cy"):
        assert gettext("Closed") == "Wedi cau"
        assert gettext("all day") == "x"


def test_a_translation_that_would_break_its_page_is_left_out_and_told_of(folder, serving):
    left_out = serving(
        folder(
            "a",
            cy='msgid "Opens %(when)s"\nmsgstr "Agor %(pryd)s"\n\n'
            'msgid "%(n)s of them"\nmsgstr "%(n)s (100%)"\n\n'
            'msgid "Closed"\nmsgstr "Ar gau"\n',
        )
    )

    assert [(each.text, each.why) for each in left_out] == [
        ("Opens %(when)s", "it names %(pryd)s, which the English does not"),
        ("%(n)s of them", "a percent sign in it must be written twice: %%"),
    ]
    with override("cy"):
        assert gettext("Opens %(when)s") == "Opens %(when)s"
        assert gettext("Closed") == "Ar gau"


def test_a_catalogue_that_cannot_be_read_is_told_of(folder):
    with pytest.raises(Trouble, match="cannot be read"):
        texts.compile_texts(folder("a"), [folder("b", cy="msgid Closed\n")])


def test_two_catalogues_that_count_differently_are_not_mixed(folder, tmp_path):
    hearth = folder("hearth", cy='msgid "Closed"\nmsgstr "Ar gau"\n')
    own = folder("own", cy='msgid "Closed"\nmsgstr "Wedi cau"\n')
    path = own / "cy" / texts.CATALOGUE
    path.write_text(path.read_text().replace(SIX, "nplurals=2; plural=(n != 1);"))

    with pytest.raises(Trouble, match="Plural-Forms"):
        texts.compile_texts(tmp_path / "made", [hearth, own])


def test_a_catalogue_is_written_the_same_each_time():
    catalogue = Catalog(locale="cy")
    catalogue.add("b", "2")
    catalogue.add("a", "1")

    said = texts.written(catalogue).decode()

    assert said.index('"a"') < said.index('"b"')
