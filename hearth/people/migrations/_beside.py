"""Whose sign-in it is, on what stands beside a record and was added after the layers."""

from hearth.foundation.functions import Function

STAND_ON_OPENING_OF = """
BEGIN
    SELECT p.worker_id INTO NEW.worker_id FROM people_person p WHERE p.id = NEW.person_id;
    RETURN NEW;
END
"""
"""Said before an opening is written, whatever the statement says of it."""

WORKER_NOTED_BESIDE = """
BEGIN
    UPDATE people_opening SET worker_id = NULL WHERE person_id = NEW.id;
    UPDATE people_saidbefore SET worker_id = NULL WHERE person_id = NEW.id;
    RETURN NULL;
END
"""
"""What is set is not what is written: the triggers on those tables say it as it is."""

FUNCTIONS = [
    Function(
        "people_stand_on_opening_of", takes="", returns="trigger", body=STAND_ON_OPENING_OF,
        as_owner=True,
    ),
    Function(
        "people_worker_noted_beside", takes="", returns="trigger", body=WORKER_NOTED_BESIDE,
        as_owner=True,
    ),
]  # fmt: skip
