"""What leaves the kit: run sheets, printed matter, reports."""
