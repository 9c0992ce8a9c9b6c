"""`python -m riskier.cli`."""

from riskier.cli import main

main()
