"""What one room of a thousand people costs: `live_room.py` with its smaller crowd.

python bench/room.py [--people 1000] [--seconds 10]
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
from bench.live_room import main

if __name__ == "__main__":
    main(people=1000)
