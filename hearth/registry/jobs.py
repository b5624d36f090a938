"""
Each night: jobs that are over go, those of all partnerships.

A job that succeeded goes at once (see config/jobs.py). One that failed is kept for a while, for
whoever runs Hearth to see what it was.
"""

from procrastinate import JobContext
from procrastinate.contrib.django import app
from procrastinate.jobs import Status

KEPT_DAYS = 14
"""For how long a job that failed is kept. Our own choice: long enough to be asked about."""
PUT_BACK = "sheets"
"""The queue whose jobs are put back by themselves if their worker is gone."""


@app.periodic(cron="50 4 * * *")
@app.task(name="registry.sweep_jobs", queue="registry", pass_context=True)
async def sweep_jobs(context: JobContext, timestamp: int) -> None:
    """Remove what was over long ago; what nobody is at any more has failed, from now on."""
    manager = context.app.job_manager
    for job in await manager.get_stalled_jobs():
        if job.queue != PUT_BACK:
            await manager.finish_job(job=job, status=Status.FAILED, delete_job=False)
    await manager.delete_old_jobs(
        nb_hours=24 * KEPT_DAYS, include_failed=True, include_cancelled=True, include_aborted=True
    )
