"""Check what one record says about another: ids, references, minutes, effort."""

from collections.abc import Iterator

from riskier.pack.faults import Fault
from riskier.pack.pack import Pack


def faults_in(pack: Pack) -> Iterator[Fault]:
    """Yield every fault between the records of `pack`."""
    yield from ()
