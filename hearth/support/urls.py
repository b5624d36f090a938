from django.urls import path

from hearth.support.views import (
    contacts,
    conversation,
    goals,
    hellos,
    nameless,
    promises,
    strands,
    support,
)

app_name = "support"

ONE = "people/<uuid:person_id>/support/"
TALK = "people/<uuid:person_id>/conversation/"

urlpatterns = [
    path(ONE, support.support, name="support"),
    path(ONE + "contacts/", contacts.contacts, name="contacts"),
    path(ONE + "contacts/add/", contacts.add_contact, name="add_contact"),
    path(ONE + "contacts/<uuid:support_contact_id>/", contacts.contact, name="contact"),
    path(
        ONE + "contacts/<uuid:support_contact_id>/take-back/",
        contacts.take_back,
        name="take_back_contact",
    ),
    path(
        ONE + "contacts/<uuid:support_contact_id>/put-back/",
        contacts.put_back,
        name="put_back_contact",
    ),
    path(ONE + "contacts/nameless/", nameless.who_was_it, name="who_was_it"),
    path(ONE + "contacts/nameless/<uuid:nameless_id>/", nameless.it_was_them, name="it_was_them"),
    path("contacts/", nameless.nameless, name="nameless"),
    path("contacts/add/", nameless.add_nameless, name="add_nameless"),
    path(
        "contacts/<uuid:nameless_id>/take-back/",
        nameless.take_back_nameless,
        name="take_back_nameless",
    ),
    path(
        "contacts/<uuid:nameless_id>/put-back/",
        nameless.put_back_nameless,
        name="put_back_nameless",
    ),
    path(TALK, conversation.conversation, name="conversation"),
    path(TALK + "read-back/", conversation.read_back, name="read_back"),
    path(TALK + "<slug:part>/", conversation.part, name="part"),
    path(TALK + "<slug:part>/about-me/", conversation.about_me, name="about_me"),
    path(ONE + "promises/add/", promises.add_promise, name="add_promise"),
    path(ONE + "promises/<uuid:promise_id>/", promises.promise, name="promise"),
    path(
        ONE + "promises/<uuid:promise_id>/settle/",
        promises.settle_promise,
        name="settle_promise",
    ),
    path(
        ONE + "promises/<uuid:promise_id>/put-back/",
        promises.put_back_promise,
        name="put_back_promise",
    ),
    path("my-people/promises/", promises.my_promises, name="my_promises"),
    path(ONE + "strands/add/", strands.add_strand, name="add_strand"),
    path(ONE + "strands/<uuid:strand_id>/", strands.strand, name="strand"),
    path(ONE + "strands/<uuid:strand_id>/ending/", strands.ending, name="ending"),
    path(ONE + "strands/<uuid:strand_id>/sheet/", strands.ending_sheet, name="ending_sheet"),
    path("places/<slug:slug>/strands/", strands.keep_strands, name="keep_strands"),
    path(ONE + "keep-in-touch/", hellos.keep_in_touch, name="keep_in_touch"),
    path(ONE + "keep-in-touch/hello/", hellos.say_hello, name="say_hello"),
    path(ONE + "keep-in-touch/stop/", hellos.stop_hellos, name="stop_hellos"),
    path(
        ONE + "keep-in-touch/<uuid:hello_id>/take-back/",
        hellos.take_back_hello,
        name="take_back_hello",
    ),
    path(
        ONE + "keep-in-touch/<uuid:hello_id>/put-back/",
        hellos.put_back_hello,
        name="put_back_hello",
    ),
    path(
        ONE + "keep-in-touch/<uuid:hello_id>/no-answer/",
        hellos.see_to_no_answer,
        name="see_to_no_answer",
    ),
    path(ONE + "keep-in-touch/put-back/", hellos.put_back_keep, name="put_back_keep"),
    # A fixed address (issue 4): it answers with and without the last stroke.
    path("my-people", hellos.my_people, name="my_people"),
    path("my-people/", hellos.my_people, name="my_people"),
    path(ONE + "goals/add/", goals.add_goal, name="add_goal"),
    path(ONE + "goals/<uuid:goal_id>/", goals.goal, name="goal"),
    path(ONE + "goals/<uuid:goal_id>/how-far/", goals.say_how_far, name="say_how_far"),
    path(ONE + "how-far/<uuid:goal_step_id>/", goals.step, name="step"),
]
