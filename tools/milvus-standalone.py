"""Serves Milvus standalone with etcd and storage inside; started by milvus-server.mjs.

Usage: milvus-standalone.py DATA_FOLDER PORT [--auth] [--full]. Prints its address when it is ready, and ends
when its standard input closes or it is told to, so that it never outlives whoever started it.
"""

import os
import signal
import socket
import subprocess
import sys

from milvus import MilvusServer, MilvusServerConfig


class Config(MilvusServerConfig):
    def try_bind_port(self, port):
        # Unlike the package's own, which refuses a port that has just been left.
        probe = socket.socket()
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
            return probe
        except OSError:
            probe.close()
            return None


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def end(*_):
    raise SystemExit(0)


signal.signal(signal.SIGTERM, end)
data, port, *flags = sys.argv[1:]
# The package unpacks its programs into every data folder, which takes a minute: once is enough.
unpacked = os.path.join(sys.prefix, "unpacked")
os.makedirs(unpacked, exist_ok=True)
if not os.path.lexists(os.path.join(data, "bin")):
    os.symlink(unpacked, os.path.join(data, "bin"))
# Started twice on one machine, the package's own search for ports would collide.
names = [name for name in Config().configurable_items if name.endswith("_port")]
ports = {name: free_port() for name in names}
ports["proxy_port"] = int(port) or ports["proxy_port"]
server = MilvusServer(Config(data_dir=data, **ports))
server.webservice_port = free_port()
server.config.set("authorization_enabled", "--auth" in flags)
server.config.set("quotaAndLimits.limitWriting.forceDeny", str("--full" in flags).lower())
try:
    server.start()
    print(f"127.0.0.1:{ports['proxy_port']}", flush=True)
    sys.stdin.read()
finally:
    # The package's own way gives up after three seconds, which is little on a busy machine.
    process, server.server_proc = server.server_proc, None
    if process:
        process.terminate()
        try:
            process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
