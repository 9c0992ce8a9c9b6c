"""Findings: what the answers to an activity say, in one sentence, one table, one chart.

Builders are read when a finding is asked for, so that a server that only hands findings to
a worker process stays small.
"""

from riskier.findings.finding import Finding
from riskier.findings.of import build, finding_of, finding_payload

__all__ = ["Finding", "build", "finding_of", "finding_payload"]
