import OpenAI from 'openai';
import type { Send } from '../shared/index.js';
import { modelFetch } from './model-fetch.js';

/** Where a model server is, and by which key it is asked. */
export interface ModelServer {
  readonly baseUrl: string;
  /** Undefined for servers that want none. */
  readonly apiKey: string | undefined;
}

/** A server that answers on this machine without anybody having configured it. */
export interface LocalServer extends ModelServer {
  /** What people call it. */
  readonly product: string;
}

/** Where the usual local servers listen by default. */
export const LOCAL_SERVERS: readonly LocalServer[] = [
  { product: 'Ollama', baseUrl: 'http://127.0.0.1:11434/v1', apiKey: undefined },
  { product: 'LM Studio', baseUrl: 'http://127.0.0.1:1234/v1', apiKey: undefined },
  { product: 'llama.cpp', baseUrl: 'http://127.0.0.1:8080/v1', apiKey: undefined },
];

/** Above all limits of ours, in milliseconds: the package's own 600 s would be below some. */
const NO_LIMIT = 2 ** 31 - 1;

/** A client that neither retries nor writes logs nor limits time of its own: all are ours to do. */
export const clientFor = ({ baseUrl, apiKey }: ModelServer, send: Send): OpenAI =>
  new OpenAI({
    baseURL: baseUrl,
    apiKey: apiKey ?? 'none',
    fetch: modelFetch(send),
    timeout: NO_LIMIT,
    maxRetries: 0,
    logLevel: 'off',
  });

/** Models that are listed beside chat models and do not chat. */
const NOT_FOR_CHAT = /embed|bge-|(^|\/|-)e5-|rerank|whisper|tts|dall-e|moderation|clip/i;

/**
 * Names of the chat models that a server has, in its own order.
 * @throws what the `openai` package throws, also when what answers is no model server.
 */
export async function listChatModels(client: OpenAI, signal: AbortSignal): Promise<string[]> {
  const page: { data?: unknown } = await client.models.list({ signal });
  if (!Array.isArray(page.data)) throw new SyntaxError('no list of models');
  return page.data
    .map((model: unknown) =>
      model && typeof model === 'object' && 'id' in model ? model.id : undefined,
    )
    .filter((id): id is string => typeof id === 'string' && !NOT_FOR_CHAT.test(id));
}
