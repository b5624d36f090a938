from django.urls import path

from hearth.accounts.views import signing_in, workers

app_name = "accounts"

urlpatterns = [
    path("team/", signing_in.home, name="home"),
    path("sign-in/", signing_in.sign_in, name="sign_in"),
    path("sign-out/", signing_in.sign_out, name="sign_out"),
    path("choose-site/", signing_in.choose_site, name="choose_site"),
    path("my-password/", signing_in.own_password, name="own_password"),
    path("roles/", signing_in.roles, name="roles"),
    path("workers/", workers.workers, name="workers"),
    path("workers/new/", workers.add_worker, name="add_worker"),
    path("workers/<uuid:worker_id>/", workers.worker, name="worker"),
    path("workers/<uuid:worker_id>/role/", workers.give_role, name="give_role"),
    path("workers/<uuid:worker_id>/switch/", workers.switch_worker, name="switch_worker"),
    path("workers/<uuid:worker_id>/password/", workers.set_password, name="set_password"),
    path("roles/<uuid:grant_id>/end/", workers.end_role, name="end_role"),
]
