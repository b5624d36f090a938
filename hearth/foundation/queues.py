"""In which queue a job waits for its turn."""

AT_ONCE = "at_once"
"""
What cannot wait behind anything long, such as the email that somebody's worst day waits for. A job
worker of its own does these (see config/jobs.py); another does all the rest.
"""
