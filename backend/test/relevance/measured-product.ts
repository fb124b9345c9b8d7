import { RunningApp } from '../support/running-app.ts';
import { readConversations } from './labelled-set.ts';
import { measure } from './measure.ts';
import { HttpRecallService } from './recall-service.ts';
import type { Scored } from './scoring.ts';

/** Starts the product with its built-in parts, measures it on all conversations, and stops it. */
export async function measuredProduct(): Promise<Scored[]> {
  const running = await RunningApp.start();
  try {
    return await measure(new HttpRecallService(running.url), readConversations());
  } finally {
    await running.stop();
  }
}
