from django.urls import path

from hearth.sheets.views import files, grid

app_name = "sheets"

urlpatterns = [
    path("", files.sheets, name="sheets"),
    path("file/", files.take_file, name="take_file"),
    path("paper/", grid.paper, name="paper"),
    path("<uuid:sheet_id>/", files.sheet, name="sheet"),
    path("<uuid:sheet_id>/match/", files.match, name="match"),
    path("<uuid:sheet_id>/part/", files.choose_part, name="choose_part"),
    path("<uuid:sheet_id>/rows-to-put-right.csv", files.wrong_rows_file, name="wrong_rows_file"),
    path("<uuid:sheet_id>/confirm/", files.confirm, name="confirm"),
    path("<uuid:sheet_id>/names/", files.decide, name="decide"),
    path("<uuid:sheet_id>/carry-on/", files.carry_on, name="carry_on"),
    path("<uuid:sheet_id>/set-aside/", files.set_aside, name="set_aside"),
    path("<uuid:sheet_id>/take-back/", files.take_back, name="take_back"),
]
