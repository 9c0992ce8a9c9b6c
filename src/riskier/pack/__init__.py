"""Read and check a pack: the content of a workshop, a folder of data files."""

from riskier.pack.faults import Fault, PackError
from riskier.pack.load import load_pack
from riskier.pack.pack import Pack

__all__ = ["Fault", "Pack", "PackError", "load_pack"]
