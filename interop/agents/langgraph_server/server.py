"""LangGraph's own development server with the graphs beside this file, as `langgraph dev` starts it, but keeping nothing."""

import os
import sys
from pathlib import Path

os.environ.update(LANGSMITH_TRACING="false", LANGGRAPH_NO_VERSION_CHECK="1")

from langgraph_api.cli import run_server  # noqa: E402

GRAPHS = Path(__file__).with_name("graph.py")

run_server(
    host="127.0.0.1",
    port=int(sys.argv[1]),
    graphs={
        "agent": {"path": f"{GRAPHS}:agent", "description": "Follows the script."},
        "pair": f"{GRAPHS}:pair",
        "nested": f"{GRAPHS}:nested",
        "over": f"{GRAPHS}:over",
        "data": f"{GRAPHS}:data",
    },
    n_jobs_per_worker=10,
    disable_persistence=True,
)
