"""A room on a running kit, as its facilitator drives it through the API."""


class BrowserRoom:
    """One room: its addresses, its facilitator, its people."""

    def __init__(self, kit, code, key):
        self.kit, self.code, self.key = kit, code, key
        self.url = f"{kit.url}/join/{code}"
        self.path = f"/api/rooms/{code}"
        self.facilitator = kit.client(key)

    def move(self, **body):
        answer = self.facilitator.patch(self.path, json=body)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def state(self):
        """Return what the facilitator knows of the room."""
        return self.facilitator.get(self.path).json()

    def ask(self, activity, number=1, phase="open"):
        """Put an activity before the room."""
        return self.move(activity=activity, round=number, phase=phase)

    def answer_of(self, token):
        """Return what the room holds of the person with this token."""
        with self.kit.client(token) as client:
            return client.get(self.path).json()["answer"]

    def add_people(self, answers, activity, number=1):
        """Let people join and answer, one for each answer."""
        for answer in answers:
            with self.kit.join(self.code) as client:
                path = f"{self.path}/answers/{activity}/{number}"
                assert client.put(path, json={"answer": answer}).status_code == 200

    def delete(self):
        assert self.facilitator.delete(self.path).status_code == 200
