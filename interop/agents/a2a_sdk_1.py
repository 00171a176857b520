"""An agent made with the Python a2a-sdk 1.x: speaks 1.0 only, and 0.3 too when started with `--compat`."""

import sys

from a2a.helpers import new_task_from_user_message
from a2a.server.agent_execution import AgentExecutor, RequestContext
from a2a.server.events import EventQueue
from a2a.server.request_handlers import DefaultRequestHandler
from a2a.server.routes import create_agent_card_routes, create_jsonrpc_routes
from a2a.server.tasks import InMemoryPushNotificationConfigStore, InMemoryTaskStore, TaskUpdater
from a2a.types import AgentCapabilities, AgentCard, AgentInterface, AgentSkill, Part, TaskState
from google.protobuf.json_format import MessageToDict, ParseDict
from google.protobuf.struct_pb2 import Value
from script import QUESTION, chunks
from serve import serve, url
from starlette.applications import Starlette

COMPAT = "--compat" in sys.argv


class ScriptExecutor(AgentExecutor):
    async def execute(self, context: RequestContext, event_queue: EventQueue) -> None:
        task = context.current_task
        text = context.get_user_input()
        if task is None:
            task = new_task_from_user_message(context.message)
            task.id, task.context_id = context.task_id, context.context_id
            await event_queue.enqueue_event(task)
        updater = TaskUpdater(event_queue, task.id, task.context_id)

        if task.status.state == TaskState.TASK_STATE_INPUT_REQUIRED:
            filled = [MessageToDict(part.data)["city"] for part in context.message.parts if part.HasField("data")]
            await updater.add_artifact([Part(text=f"you said: {text or filled[0]}")])
            await updater.complete()
            return
        if text == "ask":
            await updater.requires_input(updater.new_agent_message([Part(text=QUESTION)]))
            return
        if text == "form":
            form = [Part(text=QUESTION), Part(data=ParseDict({"field": "city"}, Value()))]
            await updater.requires_input(updater.new_agent_message(form))
            return
        await updater.start_work()
        try:
            first = True
            async for piece in chunks(text):
                await updater.add_artifact([Part(text=piece)], artifact_id="answer", append=not first)
                first = False
        except RuntimeError as error:
            await updater.failed(updater.new_agent_message([Part(text=str(error))]))
            return
        await updater.complete()

    async def cancel(self, context: RequestContext, event_queue: EventQueue) -> None:
        await TaskUpdater(event_queue, context.task_id, context.context_id).cancel()


card = AgentCard(
    name="Python 1.x" + (" with 0.3" if COMPAT else ""),
    description="Follows the test script.",
    version="1.0.0",
    supported_interfaces=[
        AgentInterface(url=url(), protocol_binding="JSONRPC", protocol_version=version)
        for version in (["1.0", "0.3"] if COMPAT else ["1.0"])
    ],
    capabilities=AgentCapabilities(streaming=True, push_notifications=True),
    default_input_modes=["text/plain"],
    default_output_modes=["text/plain"],
    skills=[AgentSkill(id="script", name="script", description="Follows the script.", tags=["test"])],
)
handler = DefaultRequestHandler(
    agent_executor=ScriptExecutor(),
    task_store=InMemoryTaskStore(),
    agent_card=card,
    push_config_store=InMemoryPushNotificationConfigStore(),
)
serve(
    Starlette(
        routes=[
            *create_agent_card_routes(card),
            *create_jsonrpc_routes(handler, "/", enable_v0_3_compat=COMPAT),
        ]
    )
)
