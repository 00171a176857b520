"""An agent made with Pydantic AI and served by fasta2a (0.6: A2A 0.3 without streaming; 2.1: A2A 1.0)."""

from collections.abc import AsyncIterator

from fasta2a.pydantic_ai import agent_to_a2a
from pydantic_ai import Agent
from pydantic_ai.messages import ModelMessage, ModelRequest, ModelResponse, TextPart, UserPromptPart
from pydantic_ai.models.function import AgentInfo, FunctionModel
from script import chunks
from serve import serve, url


def last_words(messages: list[ModelMessage]) -> str:
    """The text of the newest user prompt."""
    for message in reversed(messages):
        if isinstance(message, ModelRequest):
            for part in reversed(message.parts):
                if isinstance(part, UserPromptPart):
                    return part.content if isinstance(part.content, str) else str(part.content[0])
    return ""


async def answer(messages: list[ModelMessage], _info: AgentInfo) -> ModelResponse:
    return ModelResponse(parts=[TextPart("".join([piece async for piece in chunks(last_words(messages))]))])


async def answer_in_pieces(messages: list[ModelMessage], _info: AgentInfo) -> AsyncIterator[str]:
    async for piece in chunks(last_words(messages)):
        yield piece


model = FunctionModel(answer, stream_function=answer_in_pieces)
serve(agent_to_a2a(Agent(model, name="pydantic"), name="Pydantic AI", url=url(), description="Follows the script."))
