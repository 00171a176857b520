"""An agent made with Google's Agent Development Kit and served by its own `to_a2a`."""

import warnings
from collections.abc import AsyncGenerator
from typing import Any

from google.adk.a2a.utils.agent_to_a2a import to_a2a
from google.adk.agents import BaseAgent
from google.adk.agents.invocation_context import InvocationContext
from google.adk.events import Event
from google.genai.types import Content, FunctionCall, Part
from script import QUESTION, chunks
from serve import port, serve

warnings.filterwarnings("ignore")


class ScriptAgent(BaseAgent):
    async def _run_async_impl(self, context: InvocationContext) -> AsyncGenerator[Event, None]:
        parts = context.user_content.parts
        text = "".join(part.text or "" for part in parts)
        filled = [part.function_response.response["result"] for part in parts if part.function_response]
        if filled:
            yield self._event(context, Part(text=f"you said: {filled[0]}"))
            return
        if text == "form":
            call = FunctionCall(id="question-1", name="ask_city", args={"question": QUESTION})
            yield self._event(context, Part(function_call=call), long_running_tool_ids={"question-1"})
            return
        said = ""
        async for piece in chunks(text):
            said += piece
            yield self._event(context, Part(text=piece), partial=True)
        yield self._event(context, Part(text=said))

    def _event(self, context: InvocationContext, part: Part, **fields: Any) -> Event:
        return Event(
            invocation_id=context.invocation_id,
            author=self.name,
            content=Content(role="model", parts=[part]),
            **fields,
        )


serve(to_a2a(ScriptAgent(name="adk", description="Follows the script."), host="127.0.0.1", port=port()))
