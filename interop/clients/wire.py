"""An httpx transport that remembers what went over the wire, to be shown when an operation fails."""

import json
from collections.abc import AsyncIterator

import httpx

KEPT = 1500  # characters of the beginning and of the end of a body


def shortened(text: str) -> str:
    return text if len(text) <= 2 * KEPT else f"{text[:KEPT]}\n[…]\n{text[-KEPT:]}"


class Tee(httpx.AsyncByteStream):
    def __init__(self, stream: httpx.AsyncByteStream, seen: list[str]) -> None:
        self._stream, self._seen = stream, seen

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for chunk in self._stream:
            self._seen.append(chunk.decode(errors="replace"))
            yield chunk

    async def aclose(self) -> None:
        await self._stream.aclose()


class RecordingTransport(httpx.AsyncHTTPTransport):
    """`calls` has the JSON-RPC method of each POST; `exchanges` one text for each request."""

    def __init__(self, keep_alive: bool) -> None:
        super().__init__(limits=httpx.Limits(max_keepalive_connections=None if keep_alive else 0))
        self.calls: list[str] = []
        self._exchanges: list[list[str]] = []

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        body = (await request.aread()).decode(errors="replace")
        version = request.headers.get("a2a-version", "none")
        seen = [f"{request.method} {request.url} (a2a-version: {version})\n> {shortened(body)}\n< "]
        self._exchanges.append(seen)
        if request.method == "POST":
            self.calls.append(json.loads(body).get("method", "?"))
        response = await super().handle_async_request(request)
        seen.append(f"{response.status_code} {response.headers.get('content-type', '')}\n< ")
        response.stream = Tee(response.stream, seen)
        return response

    def take(self) -> tuple[list[str], list[str]]:
        """The methods and exchanges since the last time."""
        calls, exchanges = self.calls, [shortened("".join(seen)) for seen in self._exchanges]
        self.calls, self._exchanges = [], []
        return calls, exchanges
