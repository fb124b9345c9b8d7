import { Injectable, type OnModuleInit, Optional } from '@nestjs/common';
import { type ModelPatience, ModelSettings } from '../config/index.js';
import type { ChatModel } from './chat-model.js';
import { ModelConnections } from './model-connections.service.js';
import {
  listChatModels,
  LOCAL_SERVERS,
  type LocalServer,
  type ModelServer,
} from './model-server.js';
import { RecallOnlyModel } from './recall-only-model.js';

/** Milliseconds that the first look for a server on this machine may take: the start waits for it. */
const LOCAL_PATIENCE = 500;
/** Milliseconds that a configured server may take to list its models, and any at a later look. */
const LIST_PATIENCE = 5_000;
/** Milliseconds after which a choice that nobody configured is looked at again. */
const CHOICE_AGE = 10_000;

const OPENAI_URL = 'https://api.openai.com/v1';

/** One of those who are asked for an answer, in their order. */
export interface Candidate {
  readonly model: ChatModel;
  /** What a person is told when this one answers: `fallback`, or nothing. */
  readonly degraded: readonly string[];
}

/** Who answers in the place of the chosen model. */
export interface StandIn {
  /** The configured fallback, or quotes from memory. */
  readonly answers: 'fallback' | 'memory';
  /** Why, in a sentence. */
  readonly why: string;
}

/**
 * Chooses the model that answers: the configured one; else one that serves on this machine; else
 * none, and answers are quotes from memory. A server that is started later is found by itself.
 */
@Injectable()
export class ModelChoice implements OnModuleInit {
  private chosen: ChatModel = new RecallOnlyModel('still looking for a model');
  private chosenAt = 0;
  private choosing: Promise<void> | undefined;
  private readonly fallback: ChatModel | undefined;

  constructor(
    private readonly settings: ModelSettings,
    private readonly connections: ModelConnections,
    /** Where to look on this machine. */
    @Optional() private readonly localServers: readonly LocalServer[] = LOCAL_SERVERS,
  ) {
    const { fallback: server } = settings;
    const why = 'LLM_FALLBACK_BASE_URL is set';
    if (server) this.fallback = connections.connect({ server, name: server.model, why });
  }

  async onModuleInit(): Promise<void> {
    await this.choose();
  }

  /** The model as it was last found; looks again in the background when that is a while ago. */
  current(): ChatModel {
    if (Date.now() - this.chosenAt > CHOICE_AGE && this.mayChange()) void this.choose();
    return this.chosen;
  }

  /** Who is asked for an answer, one after the other, until one begins to speak; at least one. */
  chain(): readonly [Candidate, ...Candidate[]] {
    const first = { model: this.current(), degraded: [] };
    if (!this.fallback) return [first];
    const fallback = { model: this.fallback, degraded: ['fallback'] };
    return first.model.inUse.mode === 'connected' ? [first, fallback] : [fallback];
  }

  /** Who answers at present in the place of the first model; null while that does so itself. */
  standIn(): StandIn | null {
    const chain = this.chain();
    const next = chain.find(({ model }) => model.restingWhy() === null);
    if (next?.degraded.length === 0) return null;
    const why = chain[0].model.restingWhy() ?? this.chosen.inUse.why;
    return { answers: next ? 'fallback' : 'memory', why };
  }

  private mayChange(): boolean {
    const { baseUrl, apiKey, model, autodetect } = this.settings;
    return baseUrl !== undefined || apiKey !== undefined ? model === undefined : autodetect;
  }

  private async choose(): Promise<void> {
    this.choosing ??= this.find().then((model) => {
      this.chosen = model;
      this.chosenAt = Date.now();
      this.choosing = undefined;
    });
    await this.choosing;
  }

  private async find(): Promise<ChatModel> {
    const { baseUrl, apiKey } = this.settings;
    if (baseUrl !== undefined || apiKey !== undefined)
      return this.configured({ baseUrl: baseUrl ?? OPENAI_URL, apiKey });
    if (!this.settings.autodetect)
      return new RecallOnlyModel('OPENAI_BASE_URL is not set and LLM_AUTODETECT is false');
    const found = await Promise.all(this.localServers.map((server) => this.probe(server)));
    return (
      found.find((model) => model !== undefined) ??
      new RecallOnlyModel('OPENAI_BASE_URL is not set and no model server runs on this machine')
    );
  }

  private async configured(server: ModelServer): Promise<ChatModel> {
    const why = this.settings.baseUrl ? 'OPENAI_BASE_URL is set' : 'OPENAI_API_KEY is set';
    const { model } = this.settings;
    if (model !== undefined)
      return this.connections.connect({
        server,
        name: model,
        why: `${why}, CHAT_MODEL names the model`,
      });
    try {
      const client = this.connections.client(server);
      const [first] = await listChatModels(client, AbortSignal.timeout(LIST_PATIENCE));
      if (first !== undefined)
        return this.connections.connect({
          server,
          name: first,
          why: `${why}, its first chat model is taken`,
        });
    } catch {
      // Away or without a list: a turn will say so better, and the next look may find it.
    }
    return this.connections.connect({
      server,
      name: this.chosen.inUse.name ?? undefined,
      why: `${why}, but it lists no model now; CHAT_MODEL can name one`,
    });
  }

  private async probe(server: LocalServer): Promise<ChatModel | undefined> {
    try {
      // A server that is busy with an answer is slow to say that it is there.
      const patience = this.chosenAt === 0 ? LOCAL_PATIENCE : LIST_PATIENCE;
      const models = await listChatModels(
        this.connections.client(server),
        AbortSignal.timeout(patience),
      );
      const model = this.settings.model ?? models[0];
      if (model === undefined) return undefined;
      const why = `${server.product} was found on this machine`;
      return this.connections.connect({ server, name: model, why, patience: this.whileLoading() });
    } catch {
      // Nothing there, or something else: not a model server.
      return undefined;
    }
  }

  /** A model that nobody configured limits for may have to be loaded first, and read slowly. */
  private whileLoading(): ModelPatience {
    const { patience, loadingMs } = this.settings;
    const { headers, firstToken, reasoning, ...rest } = patience;
    const atLeast = (limit: number) => Math.max(limit, loadingMs);
    return {
      ...rest,
      headers: atLeast(headers),
      firstToken: atLeast(firstToken),
      reasoning: atLeast(reasoning),
    };
  }
}
