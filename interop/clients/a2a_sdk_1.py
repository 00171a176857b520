"""The Python a2a-sdk 1.x as client."""

from collections.abc import AsyncIterator, Sequence
from contextlib import contextmanager
from typing import Any
from uuid import uuid4

import httpx
from a2a.client import A2ACardResolver, ClientConfig, ClientFactory
from a2a.types import (
    AgentCard,
    CancelTaskRequest,
    DeleteTaskPushNotificationConfigRequest,
    GetTaskPushNotificationConfigRequest,
    GetTaskRequest,
    ListTaskPushNotificationConfigsRequest,
    ListTasksRequest,
    Message,
    Part,
    Role,
    SendMessageRequest,
    StreamResponse,
    SubscribeToTaskRequest,
    Task,
    TaskPushNotificationConfig,
    TaskState,
)
from a2a.utils.errors import JSON_RPC_ERROR_CODE_MAP, A2AError
from google.protobuf.json_format import MessageToDict, ParseDict
from google.protobuf.struct_pb2 import Struct, Value
from operations import main
from peer import Failure, Filled, Seen


def words(parts: Sequence[Part]) -> str:
    return "".join(part.text for part in parts)


def data(parts: Sequence[Part]) -> list[dict[str, Any]]:
    return [MessageToDict(part.data) for part in parts if part.HasField("data")]


def state(value: int) -> str:
    return TaskState.Name(value).removeprefix("TASK_STATE_").lower().replace("_", "-")


def seen_task(task: Task) -> Seen:
    text = "".join(words(artifact.parts) for artifact in task.artifacts)
    parts = task.status.message.parts
    # Read at all, so it had a zone: a time without one is refused by protobuf.
    timestamp = task.status.timestamp.ToJsonString() if task.status.HasField("timestamp") else ""
    return Seen("task", task.id, task.context_id, state(task.status.state), text, words(parts), data(parts), timestamp)


def seen(event: StreamResponse) -> Seen:
    match event.WhichOneof("payload"):
        case "task":
            return seen_task(event.task)
        case "message":
            return Seen("message", event.message.task_id, event.message.context_id, text=words(event.message.parts))
        case "status_update":
            update = event.status_update
            parts = update.status.message.parts
            status = state(update.status.state)
            return Seen("status", update.task_id, update.context_id, status, "", words(parts), data(parts))
        case "artifact_update":
            update = event.artifact_update
            return Seen("artifact", update.task_id, update.context_id, text=words(update.artifact.parts))
    raise AssertionError(f"an event with nothing in it: {event}")


@contextmanager
def failures():
    try:
        yield
    except A2AError as error:
        code = JSON_RPC_ERROR_CODE_MAP.get(type(error))
        if code is None:
            raise
        raise Failure(code, str(error)) from error


class Sdk1:
    def __init__(self, card: AgentCard, http: httpx.AsyncClient) -> None:
        self.name = card.name
        self._streaming = ClientFactory(ClientConfig(httpx_client=http)).create(card)
        self._waiting = ClientFactory(ClientConfig(httpx_client=http, streaming=False)).create(card)
        self._polling = ClientFactory(ClientConfig(httpx_client=http, streaming=False, polling=True)).create(card)

    @classmethod
    async def connect(cls, url: str, http: httpx.AsyncClient) -> "Sdk1":
        return cls(await A2ACardResolver(http, url).get_agent_card(), http)

    def _request(self, content: str | Filled, task_id: str = "", context_id: str = "") -> SendMessageRequest:
        if isinstance(content, str):
            part = Part(text=content)
        else:
            part = Part(data=ParseDict(content.data, Value()), metadata=ParseDict(content.metadata, Struct()))
        message = Message(
            role=Role.ROLE_USER,
            parts=[part],
            message_id=uuid4().hex,
            task_id=task_id,
            context_id=context_id,
        )
        return SendMessageRequest(message=message)

    async def send(self, content: str | Filled, task_id: str = "", context_id: str = "", wait: bool = True) -> Seen:
        client = self._waiting if wait else self._polling
        with failures():
            async for event in client.send_message(self._request(content, task_id, context_id)):
                return seen(event)
        raise AssertionError("the client gave no answer")

    async def stream(self, text: str) -> AsyncIterator[Seen]:
        with failures():
            async for event in self._streaming.send_message(self._request(text)):
                yield seen(event)

    async def get(self, task_id: str) -> Seen:
        with failures():
            return seen_task(await self._waiting.get_task(GetTaskRequest(id=task_id)))

    async def list_tasks(self) -> list[Seen]:
        with failures():
            answer = await self._waiting.list_tasks(ListTasksRequest(page_size=100, include_artifacts=True))
        return [seen_task(task) for task in answer.tasks]

    async def cancel(self, task_id: str) -> Seen:
        with failures():
            return seen_task(await self._waiting.cancel_task(CancelTaskRequest(id=task_id)))

    async def resubscribe(self, task_id: str) -> AsyncIterator[Seen]:
        with failures():
            async for event in self._streaming.subscribe(SubscribeToTaskRequest(id=task_id)):
                yield seen(event)

    async def push(self, task_id: str, url: str) -> list[str]:
        client = self._waiting
        with failures():
            made = await client.create_task_push_notification_config(
                TaskPushNotificationConfig(task_id=task_id, id="one", url=url)
            )
            one = GetTaskPushNotificationConfigRequest(task_id=task_id, id="one")
            read = await client.get_task_push_notification_config(one)
            every = await client.list_task_push_notification_configs(
                ListTaskPushNotificationConfigsRequest(task_id=task_id)
            )
            await client.delete_task_push_notification_config(
                DeleteTaskPushNotificationConfigRequest(task_id=task_id, id="one")
            )
        return [made.url, read.url, *(config.url for config in every.configs)]


main(Sdk1.connect)
