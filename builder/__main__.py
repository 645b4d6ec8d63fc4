"""`python -m builder` is `tongdu`."""

from builder.cli import main

main()
