"""A hosted agent of Azure AI Foundry, in Microsoft's own host for them. It follows the script, and asks in Foundry's ways.

    ask             calls a function of the caller's; what it gives is answered "you said: …"
    approve         asks for an approval; the answer is "approved: True" or "approved: False"
    count           how many items of the conversation came before
"""

import asyncio
import json
import os
import sys
import tempfile
from collections.abc import AsyncIterator
from typing import Any

os.environ["AGENTSERVER_STATE_ROOT"] = tempfile.mkdtemp(prefix="interop-foundry-")

from azure.ai.agentserver.responses import (  # noqa: E402
    CreateResponse,
    ResponseContext,
    ResponseEventStream,
    ResponsesAgentServerHost,
)

from script import QUESTION, chunks  # noqa: E402

app = ResponsesAgentServerHost()


async def said(context: ResponseContext, items: list[Any]) -> AsyncIterator[str]:
    last = items[-1]
    if last["type"] == "function_call_output":
        yield f"you said: {last['output']}"
    elif last["type"] == "mcp_approval_response":
        yield f"approved: {last['approve']}"
    elif (text := await context.get_input_text()) == "count":
        yield f"{len(await context.get_history())} items before"
    else:
        async for piece in chunks(text):
            yield piece


@app.response_handler
async def handle(request: CreateResponse, context: ResponseContext, canceled: asyncio.Event) -> AsyncIterator[Any]:
    stream = ResponseEventStream(response_id=context.response_id, request=request)
    yield stream.emit_created()
    yield stream.emit_in_progress()
    text = await context.get_input_text()
    if text == "ask":
        for event in stream.output_item_function_call("ask_user", "call_1", json.dumps({"question": QUESTION})):
            yield event
    elif text == "approve":
        for event in stream.output_item_mcp_approval_request("docs", "search", json.dumps({"q": QUESTION})):
            yield event
    else:
        message = stream.add_output_item_message()
        yield message.emit_added()
        content = message.add_text_content()
        yield content.emit_added()
        async for piece in said(context, list(await context.get_input_items())):
            if canceled.is_set():
                return
            yield content.emit_delta(piece)
        yield content.emit_text_done()
        yield content.emit_done()
        yield message.emit_done()
    yield stream.emit_completed(usage={"input_tokens": 3, "output_tokens": 4, "total_tokens": 7})


app.run(host="127.0.0.1", port=int(sys.argv[1]))
