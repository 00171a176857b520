"""An agent made with Strands and served by its own `A2AServer`; the model is scripted.

`--compliant` turns on the artifact stream that follows the specification; without it Strands sends its text as status updates.
"""

import sys
import warnings
from collections.abc import AsyncIterator
from typing import Any

from script import QUESTION, chunks
from serve import port, serve
from strands import Agent, ToolContext, tool
from strands.models.model import Model
from strands.multiagent.a2a import A2AServer

warnings.filterwarnings("ignore")


@tool(context=True)
def ask_city(tool_context: ToolContext) -> str:
    """Asks the user for a city."""
    return tool_context.interrupt("city", reason=QUESTION)


class ScriptModel(Model):
    def update_config(self, **_config: Any) -> None:
        pass

    def get_config(self) -> dict[str, Any]:
        return {"model_id": "script"}

    async def structured_output(self, *_arguments: Any, **_options: Any) -> AsyncIterator[dict[str, Any]]:
        raise NotImplementedError("the script has no structured output")
        yield {}

    async def stream(self, messages: Any, *_arguments: Any, **_options: Any) -> AsyncIterator[dict[str, Any]]:
        content = messages[-1]["content"]
        text = "".join(block.get("text", "") for block in content)
        filled = [block["toolResult"]["content"][0]["text"] for block in content if "toolResult" in block]
        yield {"messageStart": {"role": "assistant"}}
        if text == "form":
            yield {"contentBlockStart": {"start": {"toolUse": {"name": "ask_city", "toolUseId": "question-1"}}}}
            yield {"contentBlockDelta": {"delta": {"toolUse": {"input": "{}"}}}}
        else:
            yield {"contentBlockStart": {"start": {}}}
        if filled:
            yield {"contentBlockDelta": {"delta": {"text": f"you said: {filled[0]}"}}}
        elif text != "form":
            async for piece in chunks(text):
                yield {"contentBlockDelta": {"delta": {"text": piece}}}
        yield {"contentBlockStop": {}}
        yield {"messageStop": {"stopReason": "tool_use" if text == "form" else "end_turn"}}
        yield {"metadata": {"usage": {"inputTokens": 1, "outputTokens": 1, "totalTokens": 2}, "metrics": {"latencyMs": 1}}}


def build(_context_id: str) -> Agent:
    return Agent(
        model=ScriptModel(), tools=[ask_city], name="Strands", description="Follows the script.", callback_handler=None
    )


server = A2AServer(
    agent_factory=build,
    host="127.0.0.1",
    port=port(),
    enable_a2a_compliant_streaming="--compliant" in sys.argv,
)
serve(server.to_starlette_app())
