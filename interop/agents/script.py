"""What every test agent says: one script of commands, the same for each framework.

    hello there     one answer, "echo: hello there"
    stream 40       40 chunks, "chunk 1;" to "chunk 40;", some milliseconds apart
    slow 15         15 chunks, "tick 1;" to "tick 15;", a fifth of a second apart
    ask             a question back (input-required); the next message is answered "you said: …"
    form            a question back with data; the next message answers it with data
    fail            the run fails
"""

import asyncio
from collections.abc import AsyncIterator

QUESTION = "Which city?"


def command(text: str) -> tuple[str, int]:
    """The command a message names and its count; `echo` for any other text."""
    words = text.split()
    if len(words) == 2 and words[0] in ("stream", "slow") and words[1].isdigit():
        return words[0], int(words[1])
    return (text, 0) if text in ("ask", "form", "fail") else ("echo", 0)


async def chunks(text: str) -> AsyncIterator[str]:
    """The answer to a message, in the pieces in which it is to be streamed."""
    name, count = command(text)
    if name == "fail":
        raise RuntimeError("it broke, as asked")
    if name in ("echo", "ask", "form"):  # a framework that cannot ask back says the question as its answer
        yield f"echo: {text}" if name == "echo" else QUESTION
        return
    word, pause = ("chunk", 0.02) if name == "stream" else ("tick", 0.2)
    for number in range(1, count + 1):
        await asyncio.sleep(pause)
        yield f"{word} {number};"
