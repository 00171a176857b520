"""What both client libraries are reduced to, so that one list of operations judges them alike."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any, Protocol

TERMINAL = ("completed", "failed", "canceled", "rejected")


@dataclass
class Seen:
    """A task, message or event as the client library handed it over. States are written as in 0.3."""

    kind: str  # task | message | status | artifact
    task_id: str = ""
    context_id: str = ""
    state: str = ""
    text: str = ""  # of the artifacts or of the one artifact chunk; of the message
    status_text: str = ""  # of the message in the status
    status_data: list[dict[str, Any]] = field(default_factory=list)  # of the message in the status
    timestamp: str = ""  # of the status, as it came; of a task alone


@dataclass
class Filled:
    """A data part to be sent."""

    data: dict[str, Any]
    metadata: dict[str, Any]


@dataclass
class Failure(Exception):
    """An error of the protocol, as the client library reported it."""

    code: int
    message: str

    def __str__(self) -> str:
        return f"{self.code} {self.message}"


class Peer(Protocol):
    """A client library that has read the agent's card. Every method raises `Failure` for a JSON-RPC error."""

    name: str  # as the card has it

    async def send(
        self, content: str | Filled, task_id: str = "", context_id: str = "", wait: bool = True
    ) -> Seen: ...

    def stream(self, text: str) -> AsyncIterator[Seen]: ...

    async def get(self, task_id: str) -> Seen: ...

    async def list_tasks(self) -> list[Seen]: ...

    async def cancel(self, task_id: str) -> Seen: ...

    def resubscribe(self, task_id: str) -> AsyncIterator[Seen]: ...

    async def push(self, task_id: str, url: str) -> list[str]:
        """Creates a push configuration and reads it back; the URLs that were read."""
        ...
