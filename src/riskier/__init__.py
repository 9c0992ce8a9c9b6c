"""riskier: a workshop kit around one question.

Which is riskier for us: engagement or ignorance?
"""

__version__ = "0.1.0"
