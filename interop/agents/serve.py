"""Serves an ASGI application on the loopback address; the port is the first argument of the agent's command line."""

import sys
from typing import Any

import uvicorn


def port() -> int:
    return int(sys.argv[1])


def url() -> str:
    return f"http://127.0.0.1:{port()}/"


def serve(app: Any) -> None:
    uvicorn.run(app, host="127.0.0.1", port=port(), log_level="error", timeout_graceful_shutdown=1)
