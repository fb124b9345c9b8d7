"""Serves Milvus Lite; started by milvus-server.mjs.

Usage: milvus-lite.py DATA_FOLDER PORT. Prints its address when it listens, and ends when its
standard input closes or it is told to, so that it never outlives whoever started it.
"""

import logging
import signal
import sys

from milvus_lite.adapter.grpc.server import start_server_in_thread


def end(*_):
    raise SystemExit(0)


signal.signal(signal.SIGTERM, end)
# What goes wrong is told to whoever asked; here it would stand among a suite's own lines.
logging.disable(logging.CRITICAL)
server, database, port = start_server_in_thread(sys.argv[1], "127.0.0.1", int(sys.argv[2]))
if port == 0:
    raise SystemExit("The port is taken")
try:
    print(f"127.0.0.1:{port}", flush=True)
    sys.stdin.read()
finally:
    server.stop(grace=0).wait()
    database.close()
