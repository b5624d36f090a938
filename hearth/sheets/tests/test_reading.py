"""From the bytes of a file, however it was saved, to rows of words."""

import datetime
import io
import zipfile

import pytest
from openpyxl import Workbook

from hearth.sheets import reading, workbook
from hearth.sheets.reading import Fingerprint, look_at, rows_under
from hearth.sheets.tests.making import MAIN, as_excel_saves, csv_of, with_part, xlsx_of
from hearth.sheets.words import CannotRead

HEADINGS = ["Date", "Time", "Name"]
ROWS = [HEADINGS, ["2/3/2025", "9:30", "Zoë"], ["3/3/2025", "", "Jo, the younger"]]
SAID = [(2, ["2/3/2025", "9:30", "Zoë"]), (3, ["3/3/2025", "", "Jo, the younger"])]


def read(content, **told):
    return list(rows_under(content, look_at(content, **told)))


class TestText:
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
    @pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
    def test_is_read_however_it_was_saved(self, encoding, delimiter):
        content = csv_of(ROWS, encoding=encoding, delimiter=delimiter)

        assert look_at(content).headings == HEADINGS
        assert read(content) == SAID

    def test_keeps_lines_and_marks_inside_quotation_marks(self):
        content = b'Date,Note\n2/3/2025,"Came ""early"",\nleft late"\n3/3/2025,x\n'

        assert read(content) == [
            (2, ["2/3/2025", 'Came "early",\nleft late']),
            (3, ["3/3/2025", "x"]),
        ]

    def test_counts_rows_as_a_spreadsheet_does_and_leaves_empty_ones_out(self):
        content = b"Date,Name\n\n2/3/2025,Jo\n,\n  , \n3/3/2025,Sam\n\n"

        assert read(content) == [(3, ["2/3/2025", "Jo"]), (6, ["3/3/2025", "Sam"])]

    def test_takes_the_separator_that_the_file_itself_names(self):
        assert read(b"sep=;\r\nDate;Name\r\n2/3/2025;Smith, Jo\r\n") == [
            (2, ["2/3/2025", "Smith, Jo"])
        ]

    def test_is_not_misled_by_commas_in_a_file_with_semicolons(self):
        rows = [["Date", "Name"], *([f"{day}/3/2025", "Smith, Jo, and dog"] for day in range(1, 9))]

        assert read(csv_of(rows, delimiter=";"))[0] == (2, ["1/3/2025", "Smith, Jo, and dog"])

    def test_looks_at_sixty_columns_and_no_more(self):
        content = csv_of([[f"C{n}" for n in range(80)], list(range(80))])

        assert [len(cells) for _, cells in read(content)] == [60]


class TestSpreadsheets:
    def test_are_read(self):
        assert read(xlsx_of(ROWS)) == SAID

    def test_are_read_as_excel_saves_them(self):
        assert read(as_excel_saves(ROWS)) == SAID

    def test_say_days_and_times_as_they_were_typed(self):
        rows = [
            ["Date", "Time", "How many"],
            [datetime.date(2025, 3, 2), datetime.time(9, 30), 7],
            [datetime.datetime(2025, 3, 2, 14, 5), 0.75, 7.0],  # noqa: DTZ001
            [datetime.datetime(2025, 3, 2), datetime.time(9, 29, 59, 999000), 7.5],  # noqa: DTZ001
            [45719, datetime.timedelta(hours=16), "7"],
        ]

        assert [cells for _, cells in read(xlsx_of(rows))] == [
            ["2025-03-02", "09:30", "7"],
            ["2025-03-02 14:05", "18:00", "7"],
            ["2025-03-02", "09:30", "7.5"],
            ["45719", "16:00", "7"],
        ]

    def test_count_empty_rows_and_leave_them_out(self):
        rows = [["Date", "Name"], [None, None], ["2/3/2025", "Jo"], ["", " "], [None, "Sam"]]

        assert read(xlsx_of(rows)) == [(3, ["2/3/2025", "Jo"]), (5, ["", "Sam"])]

    def test_with_many_rows_coloured_in_and_empty_are_not_too_long(self, monkeypatch):
        monkeypatch.setattr(reading, "MOST_ROWS", 10)
        rows = [["Date", "Name"], *([""] for _ in range(50)), ["2/3/2025", "Jo"]]

        assert read(xlsx_of(rows)) == [(52, ["2/3/2025", "Jo"])]

    def test_offer_their_worksheets_and_open_at_the_first_that_says_something(self):
        content = xlsx_of([["Only a title"]], March=ROWS, April=[["Date"], ["1/4/2025"]])

        assert look_at(content).worksheets == ["Sheet", "March", "April"]
        assert look_at(content).worksheet == "March"
        assert read(content) == SAID
        assert read(content, worksheet="April") == [(2, ["1/4/2025"])]

    def test_with_one_worksheet_offer_none(self):
        assert look_at(xlsx_of(ROWS)).worksheets == []

    def test_leave_hidden_worksheets_alone(self):
        book = Workbook()
        book.active.title = "Hidden"
        book.active.append(["Secret"])
        book.active.append(["Words"])
        book.active.sheet_state = "hidden"
        seen = book.create_sheet("Seen")
        for row in ROWS:
            seen.append(row)
        file = io.BytesIO()
        book.save(file)

        assert look_at(file.getvalue()).worksheet == "Seen"
        assert look_at(file.getvalue()).worksheets == []

    def test_that_are_wrong_about_their_own_size_are_read_whole(self):
        content = xlsx_of(ROWS)
        part = "xl/worksheets/sheet1.xml"
        words = zipfile.ZipFile(io.BytesIO(content)).read(part).decode()
        lying = with_part(content, part, words.replace('ref="A1:C3"', 'ref="A1"'))

        assert 'ref="A1"' in zipfile.ZipFile(io.BytesIO(lying)).read(part).decode()
        assert read(lying) == SAID


class TestHeadings:
    def test_are_found_under_a_title(self):
        content = csv_of([["Acomb hub, March 2025"], [], *ROWS])

        assert look_at(content).heading_row == 3
        assert [number for number, _ in read(content)] == [4, 5]

    def test_are_none_where_the_first_row_is_a_visit(self):
        shape = look_at(csv_of(ROWS[1:]))

        assert shape.heading_row == 0
        assert shape.headings == ["", "", ""]
        assert read(csv_of(ROWS[1:]))[0] == (1, ["2/3/2025", "9:30", "Zoë"])

    def test_are_where_somebody_says_they_are(self):
        content = csv_of([["a", "b"], ["c", "d"], ["e", "f"]])

        assert look_at(content, heading_row=2).headings == ["c", "d"]
        assert read(content, heading_row=2) == [(3, ["e", "f"])]
        assert len(read(content, heading_row=0)) == 3

    def test_go_on_over_columns_that_have_none(self):
        assert look_at(b"Date,Name\n2/3/2025,Jo,here twice\n").headings == ["Date", "Name", ""]


class TestRefuses:
    @pytest.mark.parametrize(
        ("content", "says"),
        [
            (b"", "nothing in it"),
            (b" \r\n\t\0\0", "nothing in it"),
            (b"Date,Name\n", "at least one row under it"),
            (b"\n\n,,\n", "at least one row under it"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old kind of Excel"),
            (b"%PDF-1.7 and so on", "a PDF"),
            (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0\0\0\1\0", "not a file of rows"),
            (bytes(range(256)) * 40, "not a file of rows"),
            (b"PK\x03\x04 and nothing more", "cannot be read"),
        ],
    )
    def test_what_is_no_sheet_and_says_what_to_do(self, content, says):
        with pytest.raises(CannotRead, match=says):
            look_at(content)

    def test_a_packed_file_that_is_no_spreadsheet(self):
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w") as packed:
            packed.writestr("letter.txt", "Dear all")

        with pytest.raises(CannotRead, match="save it again"):
            look_at(file.getvalue())

    def test_a_file_that_is_too_large(self):
        with pytest.raises(CannotRead, match="too large"):
            look_at(b"a" * (reading.MOST_BYTES + 1))

    def test_a_packed_file_that_unpacks_to_far_too_much(self):
        bomb = with_part(xlsx_of(ROWS), "xl/media/bomb.bin", b"\0" * 401_000_000)

        assert len(bomb) < 1_000_000
        with pytest.raises(CannotRead, match="too large"):
            look_at(bomb)

    def test_words_that_unpack_to_far_too_much(self):
        bomb = with_part(as_excel_saves(ROWS), "xl/sharedStrings.xml", b" " * 61_000_000)

        with pytest.raises(CannotRead, match="too large"):
            look_at(bomb)

    def test_words_that_multiply_while_they_are_read(self):
        entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
        words = (
            f'<!DOCTYPE sst [<!ENTITY e0 "laugh">{entities}]><sst {MAIN}><si><t>&e9;</t></si></sst>'
        )
        bomb = with_part(as_excel_saves(ROWS), "xl/sharedStrings.xml", words)

        with pytest.raises(CannotRead, match="cannot be read"):
            look_at(bomb)

    def test_a_spreadsheet_that_breaks_off_in_the_middle(self):
        content = xlsx_of([HEADINGS, *(["2/3/2025", "", f"Jo {n}"] for n in range(500))])
        part = "xl/worksheets/sheet1.xml"
        words = zipfile.ZipFile(io.BytesIO(content)).read(part)
        broken = with_part(content, part, words[: len(words) // 2])
        shape = look_at(broken)

        with pytest.raises(CannotRead, match="cannot be read"):
            list(rows_under(broken, shape))

    def test_more_rows_than_can_be_brought_in_at_once(self, monkeypatch):
        monkeypatch.setattr(reading, "MOST_ROWS", 3)
        content = csv_of([["Date"], *(["2/3/2025"] for _ in range(4))])
        shape = look_at(content)

        with pytest.raises(CannotRead, match=r"more than 3 rows\. Split it"):
            list(rows_under(content, shape))

    def test_a_quotation_mark_that_is_never_closed(self):
        lines = "".join(f"{day}/3/2025,Sam\n" for day in range(1, 29)) * 3
        content = f'Date,Name\n1/3/2025,Jo\n2/3/2025,"Ann\n{lines}'.encode()

        with pytest.raises(CannotRead, match=r"beyond row 2\. Perhaps a quotation mark"):
            look_at(content)

    def test_too_many_empty_rows_without_end(self, monkeypatch):
        monkeypatch.setattr(workbook, "MOST_EMPTY", 5)
        rows = [
            ["Date", "Name"],
            ["2/3/2025", "Jo"],
            *([""] for _ in range(9)),
            ["3/3/2025", "Sam"],
        ]

        assert len(read(xlsx_of(rows))) == 1


class TestFingerprint:
    def of(self, content):
        found = Fingerprint()
        for _, cells in rows_under(content, look_at(content)):
            found.add(cells)
        return found.words

    def test_is_the_same_for_what_says_the_same(self):
        same = {
            self.of(csv_of(ROWS)),
            self.of(csv_of(ROWS, delimiter=";", encoding="utf-16")),
            self.of(csv_of([["A title"], *ROWS, [], ["", "", ""]])),
            self.of(xlsx_of(ROWS)),
            self.of(as_excel_saves(ROWS)),
        }

        assert len(same) == 1

    @pytest.mark.parametrize(
        "other",
        [
            [*ROWS, ["4/3/2025", "", "Sam"]],
            [ROWS[0], ROWS[2], ROWS[1]],
            [ROWS[0], ["2/3/2025", "9:31", "Zoë"], ROWS[2]],
            [ROWS[0], ["2/3/2025", "9:30Zoë", ""], ROWS[2]],
        ],
    )
    def test_is_another_for_what_says_something_else(self, other):
        assert self.of(csv_of(other)) != self.of(csv_of(ROWS))
