"""`python -m riskier.cli`."""

from riskier.cli import main

if __name__ == "__main__":
    main(prog_name="riskier")
