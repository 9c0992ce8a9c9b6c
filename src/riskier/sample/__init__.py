"""A made-up sample group: plausible answers to every question of a pack, from a seed.

Nobody said any of this. It fills a demonstration room and stands beside the answers of a
person who learns alone, and is called made up wherever it is shown.
"""

from riskier.sample.group import SampleGroup, sample_group
from riskier.sample.room import sample_people

__all__ = ["SampleGroup", "sample_group", "sample_people"]
