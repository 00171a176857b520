"""The Python a2a-sdk 0.3 as client."""

from collections.abc import AsyncIterator
from contextlib import contextmanager
from typing import Any
from uuid import uuid4

import httpx
from a2a.client import A2ACardResolver, ClientConfig, ClientFactory
from a2a.client.errors import A2AClientJSONRPCError
from a2a.types import (
    AgentCard,
    DataPart,
    GetTaskPushNotificationConfigParams,
    Message,
    Part,
    PushNotificationConfig,
    Role,
    Task,
    TaskArtifactUpdateEvent,
    TaskIdParams,
    TaskPushNotificationConfig,
    TaskQueryParams,
    TaskStatusUpdateEvent,
    TextPart,
)
from operations import main
from peer import Failure, Filled, Seen


def words(parts: list[Part] | None) -> str:
    return "".join(part.root.text for part in parts or [] if isinstance(part.root, TextPart))


def data(parts: list[Part] | None) -> list[dict[str, Any]]:
    return [part.root.data for part in parts or [] if isinstance(part.root, DataPart)]


def seen(event: Task | Message | TaskStatusUpdateEvent | TaskArtifactUpdateEvent) -> Seen:
    if isinstance(event, Message):
        return Seen("message", event.task_id or "", event.context_id or "", text=words(event.parts))
    if isinstance(event, TaskArtifactUpdateEvent):
        return Seen("artifact", event.task_id, event.context_id, text=words(event.artifact.parts))
    status = event.status
    parts = status.message.parts if status.message else []
    if isinstance(event, TaskStatusUpdateEvent):
        return Seen("status", event.task_id, event.context_id, status.state.value, "", words(parts), data(parts))
    text = "".join(words(artifact.parts) for artifact in event.artifacts or [])
    return Seen(
        "task",
        event.id,
        event.context_id,
        status.state.value,
        text,
        words(parts),
        data(parts),
        status.timestamp or "",
    )


@contextmanager
def failures():
    try:
        yield
    except A2AClientJSONRPCError as error:
        raise Failure(error.error.code, error.error.message or "") from error


class Sdk03:
    def __init__(self, card: AgentCard, http: httpx.AsyncClient) -> None:
        self.name = card.name
        self._streaming = ClientFactory(ClientConfig(httpx_client=http)).create(card)
        self._waiting = ClientFactory(ClientConfig(httpx_client=http, streaming=False)).create(card)
        self._polling = ClientFactory(ClientConfig(httpx_client=http, streaming=False, polling=True)).create(card)

    @classmethod
    async def connect(cls, url: str, http: httpx.AsyncClient) -> "Sdk03":
        return cls(await A2ACardResolver(http, url).get_agent_card(), http)

    def _message(self, content: str | Filled, task_id: str = "", context_id: str = "") -> Message:
        part = TextPart(text=content) if isinstance(content, str) else DataPart(data=content.data, metadata=content.metadata)
        return Message(
            role=Role.user,
            parts=[Part(root=part)],
            message_id=uuid4().hex,
            task_id=task_id or None,
            context_id=context_id or None,
        )

    async def send(self, content: str | Filled, task_id: str = "", context_id: str = "", wait: bool = True) -> Seen:
        client = self._waiting if wait else self._polling
        with failures():
            async for event in client.send_message(self._message(content, task_id, context_id)):
                return seen(event if isinstance(event, Message) else event[0])
        raise AssertionError("the client gave no answer")

    async def stream(self, text: str) -> AsyncIterator[Seen]:
        with failures():
            async for event in self._streaming.send_message(self._message(text)):
                yield seen(event if isinstance(event, Message) else event[1] or event[0])

    async def get(self, task_id: str) -> Seen:
        with failures():
            return seen(await self._waiting.get_task(TaskQueryParams(id=task_id)))

    async def list_tasks(self) -> list[Seen]:
        raise NotImplementedError

    async def cancel(self, task_id: str) -> Seen:
        with failures():
            return seen(await self._waiting.cancel_task(TaskIdParams(id=task_id)))

    async def resubscribe(self, task_id: str) -> AsyncIterator[Seen]:
        with failures():
            async for task, update in self._streaming.resubscribe(TaskIdParams(id=task_id)):
                yield seen(update or task)

    async def push(self, task_id: str, url: str) -> list[str]:
        config = PushNotificationConfig(id="one", url=url)
        with failures():
            made = await self._waiting.set_task_callback(
                TaskPushNotificationConfig(task_id=task_id, push_notification_config=config)
            )
            read = await self._waiting.get_task_callback(
                GetTaskPushNotificationConfigParams(id=task_id, push_notification_config_id="one")
            )
        return [made.push_notification_config.url, read.push_notification_config.url]


main(Sdk03.connect)
