"""The command `zhanggui`: Django's commands and ours, with the embedded database running underneath."""

import os
import sys

# Commands that never ask the database, and those that people type to learn what there is.
WITHOUT_DATABASE = {
    "help",
    "version",
    "--help",
    "-h",
    "--version",
    "compilemessages",
    "makemessages",
    "collectstatic",
}


def main() -> None:
    """Run one command of the house."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhanggui.config.settings")
    if len(sys.argv) > 1 and sys.argv[1] not in WITHOUT_DATABASE and "--help" not in sys.argv:
        start_database()
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


def start_database() -> None:
    """Make the embedded database ready unless DATABASE_URL names a server."""
    from zhanggui.config import cluster, databases

    if name := databases.embedded_name():
        cluster.ensure_running()
        cluster.create_database(cluster.installation(), name)


if __name__ == "__main__":
    main()
