"""
A private PostgreSQL for one folder, when nobody has said which server to use.

    python -m hearth.config.embedded --home var/hearth -- COMMAND...

COMMAND finds two addresses in its environment: DATABASE_URL, for the web role,
and DATABASE_OWNER_URL, for migrations. If DATABASE_URL is already set, that
server is used and nothing is started.
"""

from hearth.config.embedded.cluster import Cluster

__all__ = ["Cluster"]
