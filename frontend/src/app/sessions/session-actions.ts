import { inject, Service } from '@angular/core';
import { Router } from '@angular/router';
import { ApiError } from '../api/api-error';
import type { Session } from '../api/models';
import { StatusStore } from '../status/status-store';
import { Dialogs } from '../ui/dialogs';
import { SessionsStore } from './sessions-store';

/** The longest title that the server takes. */
const TITLE_LENGTH = 200;

/** Rename, move, clear, delete: each asks first and says when it did not work. */
@Service()
export class SessionActions {
  private readonly sessions = inject(SessionsStore);
  private readonly dialogs = inject(Dialogs);
  private readonly status = inject(StatusStore);
  private readonly router = inject(Router);

  /** Asks for another title. */
  rename({ id, title }: Session): Promise<void> {
    return this.tryTo('The title is as it was.', async () => {
      const question = { title: 'Rename chat', label: 'Title', value: title, action: 'Rename' };
      const answer = await this.dialogs.ask({ ...question, maxLength: TITLE_LENGTH });
      if (answer !== null && answer !== title) await this.sessions.rename(id, answer);
    });
  }

  /** Takes the conversation to another space, at once: it can be taken back in the same way. */
  move({ id, title }: Session, space: string): Promise<void> {
    return this.tryTo('The chat is where it was.', async () => {
      await this.sessions.move(id, space);
      await this.dialogs.tell(`“${title}” is in ${space} now, with what was remembered from it.`);
    });
  }

  /** Removes the messages after asking. */
  clear({ id, title }: Session): Promise<void> {
    return this.tryTo('Nothing was cleared.', async () => {
      const agreed = await this.dialogs.confirm({
        title: 'Clear this conversation?',
        text: `All messages in “${title}” go, and with them what was remembered from them. The chat itself stays. This cannot be undone.`,
        action: 'Clear',
      });
      if (agreed) await this.sessions.clear(id);
    });
  }

  /** Removes the conversation after asking, and leaves it if it is on show. */
  delete({ id, title }: Session): Promise<void> {
    return this.tryTo('Nothing was deleted.', async () => {
      const agreed = await this.dialogs.confirm({
        title: 'Delete this chat?',
        text: `“${title}” goes with all its messages and what was remembered from them. This cannot be undone.`,
        action: 'Delete',
      });
      if (!agreed) return;
      await this.sessions.delete(id);
      if (this.router.url.split(/[?#]/)[0] === `/c/${id}`) await this.router.navigate(['/']);
    });
  }

  private async tryTo(otherwise: string, act: () => Promise<void>): Promise<void> {
    try {
      await act();
    } catch (error) {
      // Said in words; a part of the page that could not be fetched shows as an offline server.
      void this.status.check();
      const why = error instanceof ApiError && !error.offline ? error.message : '';
      await this.dialogs
        .tell(`${why || 'Memocha does not answer.'} ${otherwise}`)
        .catch(() => undefined);
    }
  }
}
