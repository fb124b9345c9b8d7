import { Service } from '@angular/core';

const CHANNEL = 'memocha-turns';

/** Lets the tabs of one browser hear from each other in which conversation something was said. */
@Service()
export class TabNews {
  private readonly channel = 'BroadcastChannel' in window ? new BroadcastChannel(CHANNEL) : null;

  /** Tells the other tabs. */
  tell(sessionId: string): void {
    this.channel?.postMessage(sessionId);
  }

  /** Calls back when another tab tells something; this lasts as long as the page. */
  listen(heard: (sessionId: string) => void): void {
    this.channel?.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      if (typeof data === 'string') heard(data);
    });
  }
}
