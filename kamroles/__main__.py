"""Let ``python -m kamroles`` do what ``kamroles`` does."""

from kamroles.cli import main

main(prog_name="kamroles")
