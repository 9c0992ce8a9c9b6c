"""Where rooms and answers are kept: one contract, SQLite by default, PostgreSQL by URL."""

from riskier.room.store.contract import Store
from riskier.room.store.opening import open_store

__all__ = ["Store", "open_store"]
