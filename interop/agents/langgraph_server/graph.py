"""Graphs for LangGraph's own server. `agent` follows the script; the others have what the script does not know."""

import sys
from collections.abc import AsyncIterator
from operator import add
from pathlib import Path
from typing import Annotated, Any, TypedDict

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatGenerationChunk, ChatResult
from langgraph.config import get_stream_writer
from langgraph.graph import END, START, MessagesState, StateGraph
from langgraph.types import interrupt

sys.path.append(str(Path(__file__).parent.parent))
from script import QUESTION, chunks  # noqa: E402


class ScriptModel(BaseChatModel):
    """A chat model that says what the script says, chunk by chunk."""

    @property
    def _llm_type(self) -> str:
        return "script"

    def _generate(self, messages: list[BaseMessage], *_: Any, **__: Any) -> ChatResult:
        raise NotImplementedError("the graphs are asynchronous")

    async def _agenerate(self, messages: list[BaseMessage], *_: Any, **__: Any) -> ChatResult:
        said = "".join([piece async for piece in chunks(messages[-1].text)])
        return ChatResult(generations=[ChatGeneration(message=AIMessage(said))])

    async def _astream(self, messages: list[BaseMessage], *_: Any, **__: Any) -> AsyncIterator[ChatGenerationChunk]:
        async for piece in chunks(messages[-1].text):
            yield ChatGenerationChunk(message=AIMessageChunk(piece))
        usage = {"input_tokens": 3, "output_tokens": 4, "total_tokens": 7}
        yield ChatGenerationChunk(message=AIMessageChunk("", usage_metadata=usage))


async def respond(state: MessagesState) -> dict[str, Any]:
    text = state["messages"][-1].text
    if text == "ask":
        return {"messages": [AIMessage(f"you said: {interrupt(QUESTION)}")]}
    if text == "form":
        answer = interrupt({"question": QUESTION, "fields": ["city"]})
        return {"messages": [AIMessage(f"you said: {answer['city']}")]}
    if text == "progress":
        get_stream_writer()({"percent": 50})
    if text == "count":
        return {"messages": [{"role": "assistant", "content": f"{len(state['messages'])} messages"}]}
    return {"messages": [await ScriptModel().ainvoke(state["messages"])]}


class Answers(MessagesState):
    answers: Annotated[list[str], add]


def ask_for(what: str) -> Any:
    async def ask(state: Answers) -> dict[str, Any]:
        return {"answers": [f"{what}: {interrupt({'question': f'Which {what}?'})}"]}

    return ask


async def tell(state: Answers) -> dict[str, Any]:
    return {"messages": [AIMessage(", ".join(sorted(state["answers"])))]}


class Question(TypedDict, total=False):
    question: str
    answer: dict[str, str]


async def answer_with_data(state: Question) -> dict[str, Any]:
    return {"answer": {"said": state["question"]}}


agent = StateGraph(MessagesState).add_node("respond", respond).add_edge(START, "respond").compile()

pair = (
    StateGraph(Answers)
    .add_node("city", ask_for("city"))
    .add_node("day", ask_for("day"))
    .add_node("tell", tell)
    .add_edge(START, "city")
    .add_edge(START, "day")
    .add_edge(["city", "day"], "tell")
    .add_edge("tell", END)
    .compile()
)


def asking(what: str) -> Any:
    return StateGraph(Answers).add_node("ask", ask_for(what)).add_edge(START, "ask").compile()


# Graphs within the graph ask at once: the thread lists one of their questions, and the state both.
nested = (
    StateGraph(Answers)
    .add_node("city", asking("city"))
    .add_node("day", asking("day"))
    .add_node("tell", tell)
    .add_edge(START, "city")
    .add_edge(START, "day")
    .add_edge(["city", "day"], "tell")
    .add_edge("tell", END)
    .compile()
)

# A breakpoint behind the last step, where nothing is left to do.
over = StateGraph(MessagesState).add_node("respond", respond).add_edge(START, "respond").compile(interrupt_after=["respond"])

data = StateGraph(Question).add_node("answer", answer_with_data).add_edge(START, "answer").compile()
