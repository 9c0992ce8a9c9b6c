import pytest


@pytest.fixture
def room(kit):
    """A fresh room on the shared server: its path, its facilitator, and a way to join."""
    return Room(kit, *kit.new_room())


class Room:
    def __init__(self, kit, code, key):
        self.kit, self.code, self.key = kit, code, key
        self.path = f"/api/rooms/{code}"
        self.facilitator = kit.client(key)

    def join(self):
        return self.kit.join(self.code)

    def move(self, **body):
        return self.facilitator.patch(self.path, json=body)

    def state(self, client=None):
        return (client or self.facilitator).get(self.path).json()
