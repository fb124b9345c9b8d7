import { Injectable } from '@nestjs/common';
import type OpenAI from 'openai';
import { type ModelPatience, ModelSettings, ResilienceSettings } from '../config/index.js';
import { BreakerRegistry, CircuitBreaker, RetryBudget } from '../resilience/index.js';
import { modelTransport } from '../shared/index.js';
import type { ChatModel, ModelInUse } from './chat-model.js';
import { clientFor, type ModelServer } from './model-server.js';
import { OpenAiChatModel } from './openai-chat-model.js';
import { isNotTheServer, SteadyChatModel } from './steady-chat-model.js';

/** A model of a server, and how it was come by. */
export interface ConnectedModel {
  readonly server: ModelServer;
  /** Undefined where the server lists none: those with one model, such as llama.cpp, take any name. */
  readonly name: string | undefined;
  /** Why it is in use, one sentence. */
  readonly why: string;
  /** How long it may take, where that is not what is configured. */
  readonly patience?: ModelPatience;
}

/** Connects to models, each with the breaker and the budget that belong to it, however often it is chosen. */
@Injectable()
export class ModelConnections {
  private readonly send;
  private readonly budgets = new Map<string, RetryBudget>();

  constructor(
    private readonly settings: ModelSettings,
    private readonly resilience: ResilienceSettings,
    private readonly breakers: BreakerRegistry,
  ) {
    this.send = modelTransport(settings.connectMs);
  }

  client(server: ModelServer): OpenAI {
    return clientFor(server, this.send);
  }

  connect({ server, name, why, patience = this.settings.patience }: ConnectedModel): ChatModel {
    const use = `${name ?? 'a model'} at ${server.baseUrl}`;
    const inUse: ModelInUse = { mode: 'connected', name: name ?? null, use, why };
    const model = new OpenAiChatModel(this.client(server), name ?? 'default', inUse, patience);
    const key = `chat:${name ?? 'default'}@${new URL(server.baseUrl).host}`;
    const breaker = this.breakers.get(key, () => this.breaker(key));
    return new SteadyChatModel(model, breaker, this.resilience.retry, this.budget(key));
  }

  private breaker(key: string): CircuitBreaker {
    return new CircuitBreaker(key, { ...this.resilience.breaker, exclude: isNotTheServer });
  }

  private budget(key: string): RetryBudget {
    const known = this.budgets.get(key);
    if (known) return known;
    const made = new RetryBudget(this.resilience.retry.budgetPercent);
    this.budgets.set(key, made);
    return made;
  }
}
