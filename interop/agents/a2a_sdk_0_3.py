"""An agent made with the Python a2a-sdk 0.3: speaks 0.3 only."""

from a2a.server.agent_execution import AgentExecutor, RequestContext
from a2a.server.apps import A2AStarletteApplication
from a2a.server.events import EventQueue
from a2a.server.request_handlers import DefaultRequestHandler
from a2a.server.tasks import InMemoryPushNotificationConfigStore, InMemoryTaskStore, TaskUpdater
from a2a.types import AgentCapabilities, AgentCard, AgentSkill, DataPart, Part, TaskState, TextPart
from a2a.utils import new_agent_text_message, new_task
from script import QUESTION, chunks
from serve import serve, url


class ScriptExecutor(AgentExecutor):
    async def execute(self, context: RequestContext, event_queue: EventQueue) -> None:
        task = context.current_task
        text = context.get_user_input()
        if task is None:
            task = new_task(context.message)
            await event_queue.enqueue_event(task)
        updater = TaskUpdater(event_queue, task.id, task.context_id)

        def say(words: str):
            return new_agent_text_message(words, task.context_id, task.id)

        if task.status.state == TaskState.input_required:
            filled = [part.root.data["city"] for part in context.message.parts if isinstance(part.root, DataPart)]
            await updater.add_artifact([Part(root=TextPart(text=f"you said: {text or filled[0]}"))])
            await updater.complete()
            return
        if text == "ask":
            await updater.requires_input(say(QUESTION), final=True)
            return
        if text == "form":
            form = [Part(root=TextPart(text=QUESTION)), Part(root=DataPart(data={"field": "city"}))]
            await updater.requires_input(updater.new_agent_message(form), final=True)
            return
        await updater.start_work()
        try:
            first = True
            async for piece in chunks(text):
                await updater.add_artifact([Part(root=TextPart(text=piece))], artifact_id="answer", append=not first)
                first = False
        except RuntimeError as error:
            await updater.failed(say(str(error)))
            return
        await updater.complete()

    async def cancel(self, context: RequestContext, event_queue: EventQueue) -> None:
        await TaskUpdater(event_queue, context.task_id, context.context_id).cancel()


card = AgentCard(
    name="Python 0.3",
    description="Follows the test script.",
    url=url(),
    version="1.0.0",
    protocol_version="0.3.0",
    capabilities=AgentCapabilities(streaming=True, push_notifications=True),
    default_input_modes=["text/plain"],
    default_output_modes=["text/plain"],
    skills=[AgentSkill(id="script", name="script", description="Follows the script.", tags=["test"])],
)
handler = DefaultRequestHandler(
    agent_executor=ScriptExecutor(),
    task_store=InMemoryTaskStore(),
    push_config_store=InMemoryPushNotificationConfigStore(),
)
serve(A2AStarletteApplication(agent_card=card, http_handler=handler).build())
