"""The operations that are tried against an agent, each judged and printed as one line of JSON.

Usage: <client> <url of the agent> <operations, comma-separated> [key]. Every operation has 25 seconds. A line:
{"operation", "ok", "outcome" (what was seen, comparable between two ways to one agent), "error", "calls" (the JSON-RPC
methods that were posted), "exchanges" (the wire; only when not ok)}
"""

import asyncio
import json
import logging
import re
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any
from uuid import uuid4

import httpx
from peer import TERMINAL, Failure, Filled, Peer, Seen
from wire import RecordingTransport

SECONDS = 25
CHUNKS = 40


def expect(holds: bool, otherwise: str) -> None:
    if not holds:
        raise AssertionError(otherwise)


async def finished(peer: Peer, answer: Seen) -> Seen:
    """The task once it ended; some agents answer a send at once and want to be polled."""
    while answer.kind != "message" and answer.state not in (*TERMINAL, "input-required"):
        await asyncio.sleep(0.2)
        answer = await peer.get(answer.task_id)
    return answer


async def refusal(call: Awaitable[Seen]) -> Failure:
    """The error with which a call is expected to end."""
    try:
        answer = await call
    except Failure as failure:
        return failure
    raise AssertionError(f"no error but {answer}")


def fill(form: dict[str, Any]) -> Filled:
    """The answer to a question asked with data, as its framework wants it."""
    if "interrupts" in form and "id" in form["interrupts"][0]:  # LangGraph, by its run API
        return Filled({"city": "Paris"}, {})
    if "interrupts" in form:  # Strands
        interrupt = form["interrupts"][0]["interruptId"]
        return Filled({"interruptResponse": {"interruptId": interrupt, "response": "Paris"}}, {})
    if "args" in form:  # Google ADK
        response = {"id": form["id"], "name": form["name"], "response": {"result": "Paris"}}
        return Filled(response, {"adk_type": "function_response"})
    return Filled({"city": "Paris"}, {})


def numbers(text: str, word: str) -> list[int]:
    return [int(number) for number in re.findall(rf"{word} (\d+);", text)]


class Operations:
    """In the order in which they run. Each gives its outcome, or raises."""

    def __init__(self, peer: Peer) -> None:
        self._peer = peer
        self._done = Seen("none")

    def _task(self) -> Seen:
        expect(self._done.kind == "task", "there is no finished task, because `send` failed")
        return self._done

    async def send(self) -> str:
        """One message, one whole answer."""
        answer = await finished(self._peer, await self._peer.send("hello there"))
        expect(answer.state == "completed", f"the state is {answer.state}: {answer}")
        expect(answer.text.strip() == "echo: hello there", f"the text is {answer.text!r}")
        self._done = answer
        return f"{answer.kind} {answer.state} {answer.text.strip()}"

    async def wait(self) -> str:
        """A send that is to wait: its first answer is the task as it ended, at a time with a zone."""
        answer = await self._peer.send("wait for it")
        expect(answer.state == "completed", f"the state is {answer.state}")
        expect(answer.text.strip() == "echo: wait for it", f"the text is {answer.text!r}")
        expect(re.search(r"T.*(Z|[+-]\d\d:\d\d)$", answer.timestamp) is not None, f"the time is {answer.timestamp!r}")
        return f"{answer.state} {answer.text.strip()}"

    async def stream(self) -> str:
        """A long answer in pieces: all there, in order, and each sent when it was made."""
        events: list[Seen] = []
        times: list[float] = []
        async for event in self._peer.stream(f"stream {CHUNKS}"):
            events.append(event)
            times.append(time.monotonic())
        expect(len(events) > 0, "the stream was empty")
        pieces = [event for event in events if event.text or event.status_text]
        task = await finished(self._peer, await self._peer.get(events[-1].task_id))
        everything = "".join(event.text + event.status_text for event in pieces) if len(pieces) > 1 else task.text
        expect(numbers(everything, "chunk")[:CHUNKS] == list(range(1, CHUNKS + 1)), f"chunks are missing: {everything!r}")
        expect(numbers(task.text, "chunk")[-CHUNKS:] == list(range(1, CHUNKS + 1)), f"the task has {task.text!r}")
        expect(task.state == "completed", f"the task is {task.state}")
        # The agent takes 800 ms to write; what arrives in one lump was held back on the way.
        if len(pieces) <= 1:
            return f"in one piece, {task.state}"
        return f"in pieces, {'as they were made' if times[-1] - times[0] > 0.2 else 'at once'}, {task.state}"

    async def get(self) -> str:
        """A task asked for by its id."""
        task = await self._peer.get(self._task().task_id)
        expect(task.text == self._done.text, f"the text is {task.text!r}")
        return f"{task.state} {task.text.strip()}"

    async def list_tasks(self) -> str:
        """The finished task is among those listed."""
        task_id = self._task().task_id
        found = [task for task in await self._peer.list_tasks() if task.task_id == task_id]
        expect(len(found) == 1, f"found {len(found)} times")
        return f"{found[0].state} {found[0].text.strip()}"

    async def context(self) -> str:
        """A second message in the context of the first."""
        context_id = self._task().context_id
        answer = await finished(self._peer, await self._peer.send("again", context_id=context_id))
        expect(answer.context_id == context_id, f"context {context_id} became {answer.context_id}")
        expect(answer.text.strip() == "echo: again", f"the text is {answer.text!r}")
        return f"{answer.state} {answer.text.strip()}"

    async def turns(self) -> str:
        """The agent asks back; the answer completes the same task."""
        asked = await finished(self._peer, await self._peer.send("ask"))
        expect(asked.state == "input-required", f"the state is {asked.state}")
        expect(asked.status_text == "Which city?", f"the question is {asked.status_text!r}")
        answer = await finished(self._peer, await self._peer.send("Paris", asked.task_id, asked.context_id))
        expect(answer.task_id == asked.task_id, "the answer came as another task")
        expect(answer.text == "you said: Paris", f"the text is {answer.text!r}")
        return f"{asked.state} {asked.status_text} {answer.state} {answer.text}"

    async def data_turns(self) -> str:
        """The agent asks back with data and is answered with data, in the form of its framework."""
        asked = await finished(self._peer, await self._peer.send("form"))
        expect(asked.state == "input-required", f"the state is {asked.state}")
        expect(len(asked.status_data) == 1, f"the question has the data {asked.status_data}")
        answer = await finished(
            self._peer, await self._peer.send(fill(asked.status_data[0]), asked.task_id, asked.context_id)
        )
        expect(answer.task_id == asked.task_id, "the answer came as another task")
        expect("you said: Paris" in answer.text, f"the text is {answer.text!r}")
        return f"{asked.state} {answer.state} {answer.text.strip()}"

    async def cancel(self) -> str:
        """A running task is stopped, and stays so."""
        started = await self._peer.send("slow 60", wait=False)
        expect(started.state not in TERMINAL, f"the task has already ended: {started.state}")
        canceled = await self._peer.cancel(started.task_id)
        expect(canceled.state == "canceled", f"the state is {canceled.state}")
        after = await self._peer.get(started.task_id)
        return f"{canceled.state} {after.state}"

    async def resubscribe(self) -> str:
        """A stream is left in the middle and joined again until its end."""
        first: list[Seen] = []
        stream = self._peer.stream("slow 15")
        async for event in stream:
            first.append(event)
            if len(first) == 4:
                break
        await aclose(stream)
        expect(len(first) == 4, f"the stream ended after {len(first)} events")
        rest = [event async for event in self._peer.resubscribe(first[0].task_id)]
        ticks = numbers("".join(event.text + event.status_text for event in rest), "tick")
        expect(15 in ticks, f"the end is missing: {rest}")
        task = await self._peer.get(first[0].task_id)
        expect(task.state == "completed", f"the state is {task.state}")
        expect(set(numbers(task.text, "tick")) == set(range(1, 16)), f"the task has {task.text!r}")
        return f"to the end, {task.state}"

    async def push(self) -> str:
        """A push configuration is kept and read again."""
        url = "http://127.0.0.1:9/hook"
        started = await self._peer.send("slow 10", wait=False)
        urls = await self._peer.push(started.task_id, url)
        expect(all(read == url for read in urls), f"read {urls}")
        return f"{len(urls)} times"

    async def failing(self) -> str:
        """A run that fails ends as a failed task, not as an error of the protocol."""
        task = await finished(self._peer, await self._peer.send("fail"))
        expect(task.state == "failed", f"the state is {task.state}")
        return f"{task.state} {task.status_text}"

    async def unknown_task(self) -> str:
        failure = await refusal(self._peer.get(str(uuid4())))
        expect(failure.code == -32001, f"{failure}")
        return str(failure.code)

    async def cancel_finished(self) -> str:
        failure = await refusal(self._peer.cancel(self._task().task_id))
        expect(failure.code == -32002, f"{failure}")
        return str(failure.code)

    async def send_to_finished(self) -> str:
        task = self._task()
        failure = await refusal(self._peer.send("more", task.task_id, task.context_id))
        # The specification says -32004; agents of 0.3 say what they like.
        expect(failure.code in (-32004, -32600, -32602), f"{failure}")
        return "refused"


async def aclose(stream: AsyncIterator[Seen]) -> None:
    close = getattr(stream, "aclose", None)
    if close:
        await close()


async def judge(operation: str, run: Callable[[], Awaitable[str]], transport: RecordingTransport) -> bool:
    line: dict[str, object] = {"operation": operation}
    try:
        line |= {"ok": True, "outcome": await asyncio.wait_for(run(), SECONDS)}
    except BaseException as error:  # noqa: BLE001 - whatever it is, it is the result of this operation
        text = "took too long" if isinstance(error, TimeoutError) else str(error)
        line |= {"ok": False, "error": f"{type(error).__name__}: {text}"[:600]}
    line["calls"], exchanges = transport.take()
    if not line["ok"]:
        line["exchanges"] = exchanges[-4:]
    print(json.dumps(line), flush=True)
    return bool(line["ok"])


async def run(
    connect: Callable[[str, httpx.AsyncClient], Awaitable[Peer]], url: str, names: list[str], key: str | None
) -> None:
    # Some agents end the connection after an error, under the next call; the gateway is to keep it alive.
    transport = RecordingTransport(keep_alive=key is not None)
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    peers: list[Peer] = []

    async def card() -> str:
        peers.append(await connect(url, http))
        return peers[0].name

    async with httpx.AsyncClient(transport=transport, headers=headers, timeout=SECONDS) as http:
        if not await judge("card", card, transport):
            return
        operations = Operations(peers[0])
        for name in names:
            await judge(name, getattr(operations, name.replace("-", "_")), transport)


def main(connect: Callable[[str, httpx.AsyncClient], Awaitable[Peer]]) -> None:
    logging.disable(logging.CRITICAL)
    url, names, *key = sys.argv[1:]
    asyncio.run(run(connect, url, names.split(","), key[0] if key else None))
