import { Injectable } from '@nestjs/common';
import { OnEvent } from '@nestjs/event-emitter';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { AnswerPlaces, TURN_ENDED, type TurnEnded } from '../chat/index.js';
import { BreakerRegistry } from '../resilience/index.js';
import { watchBreakers } from './breaker-metrics.js';

/** Of the process: memory, handles, event loop, garbage. It has one only, however many applications it holds. */
const processMetrics = new Registry();

/** Numbers for Prometheus. */
@Injectable()
export class Metrics {
  private readonly registry = new Registry();
  private readonly turns = new Counter({
    name: 'memocha_turns_total',
    help: 'Turns that have ended, by the status of their answers.',
    labelNames: ['status'],
    registers: [this.registry],
  });
  private readonly seconds = new Histogram({
    name: 'memocha_turn_seconds',
    help: 'Time from acceptance to the kept answer.',
    buckets: [0.1, 0.5, 1, 2.5, 5, 10, 20, 30, 60, 120, 180],
    registers: [this.registry],
  });

  constructor(breakers: BreakerRegistry, places: AnswerPlaces) {
    watchBreakers(breakers, this.registry);
    this.gauge('memocha_answers_running', 'Answers that are being made.', () => places.running);
    this.gauge('memocha_answers_waiting', 'Requests that wait for that.', () => places.waiting);
    if (processMetrics.getMetricsAsArray().length === 0)
      collectDefaultMetrics({ register: processMetrics });
  }

  /** Everything in Prometheus' text format, with its media type. */
  async read(): Promise<{ readonly type: string; readonly text: string }> {
    const all = Registry.merge([this.registry, processMetrics]);
    return { type: all.contentType, text: await all.metrics() };
  }

  @OnEvent(TURN_ENDED)
  count({ status, milliseconds }: TurnEnded): void {
    this.turns.inc({ status });
    this.seconds.observe(milliseconds / 1_000);
  }

  private gauge(name: string, help: string, value: () => number): void {
    new Gauge({
      name,
      help,
      registers: [this.registry],
      collect() {
        this.set(value());
      },
    });
  }
}
