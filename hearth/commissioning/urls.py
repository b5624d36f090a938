from django.urls import path

from hearth.commissioning.views import funds, hours, money, pots, rollout

app_name = "commissioning"

HUB = "hubs/<slug:slug>/"
FUND = "funds/<uuid:fund_id>/"
POT = "pots/<uuid:pot_id>/"

urlpatterns = [
    path("", money.overview, name="overview"),
    path("spend/", money.spend, name="spend"),
    path("hours/", hours.hours, name="hours"),
    path(HUB, money.hub, name="hub"),
    path(HUB + "show/", money.show, name="show"),
    path(HUB + "<str:of_month>/", money.month, name="month"),
    path("funds/", funds.funds, name="funds"),
    path("funds/add/", funds.add_fund, name="add_fund"),
    path(FUND, funds.fund, name="fund"),
    path(FUND + "change/", funds.edit_fund, name="edit_fund"),
    path(FUND + "hubs/<slug:slug>/", funds.share, name="share"),
    path(FUND + "reports/add/", funds.add_report, name="add_report"),
    path(FUND + "reports/<uuid:fund_report_id>/sent/", funds.report_sent, name="report_sent"),
    path("pots/", pots.pots, name="pots"),
    path("pots/add/", pots.add_pot, name="add_pot"),
    path(POT, pots.pot, name="pot"),
    path(POT + "change/", pots.edit_pot, name="edit_pot"),
    path(POT + "decisions/add/", pots.add_decision, name="add_decision"),
    path(POT + "decisions/<uuid:decision_id>/", pots.decision, name="decision"),
    path("new-hubs/", rollout.board, name="rollout"),
    path("new-hubs/add/", rollout.add_milestone, name="add_milestone"),
    path("new-hubs/<uuid:milestone_id>/", rollout.milestone, name="milestone"),
]
