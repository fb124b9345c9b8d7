import { inject, Service } from '@angular/core';
import { Router } from '@angular/router';
import { ApiError } from '../api/api-error';
import type { Space } from '../api/models';
import { Dialogs } from '../ui/dialogs';
import { SpacesStore } from './spaces-store';

/** The longest name that the server takes. */
const NAME_LENGTH = 100;

/** Choose, make, rename, delete: each says when it did not work. */
@Service()
export class SpaceActions {
  private readonly spaces = inject(SpacesStore);
  private readonly dialogs = inject(Dialogs);
  private readonly router = inject(Router);

  /** Shows a space, with a new chat: the one on show belongs to another space. */
  async choose({ name }: Space): Promise<void> {
    if (name === this.spaces.name()) return;
    this.spaces.choose(name);
    await this.router.navigate(['/']);
  }

  /** Asks for a name and makes a space of it. @returns the name; null when there is none. */
  async create(): Promise<string | null> {
    const name = await this.nameFor('New space', '', 'Create');
    if (name === null) return null;
    const made = await this.tryTo('No space was made.', () => this.spaces.create(name));
    if (made) await this.router.navigate(['/']);
    return made ? name : null;
  }

  /** Asks for another name. */
  async rename(space: Space): Promise<void> {
    const name = await this.nameFor('Rename space', space.name, 'Rename');
    if (name === null || name === space.name) return;
    await this.tryTo('The name is as it was.', () => this.spaces.rename(space, name));
  }

  /** Removes the space after asking, and shows the default one. */
  async delete(space: Space): Promise<void> {
    await this.tryTo('Nothing was deleted.', async () => {
      const { name, sessions } = space;
      const chats = sessions === 1 ? 'its chat' : `its ${sessions} chats`;
      const agreed = await this.dialogs.confirm({
        title: 'Delete this space?',
        text: `“${name}” goes with ${sessions === 0 ? 'all that is in it' : chats} and everything remembered from there. This cannot be undone.`,
        action: 'Delete',
      });
      if (!agreed) return;
      await this.spaces.delete(space);
      await this.router.navigate(['/']);
    });
  }

  private nameFor(title: string, value: string, action: string): Promise<string | null> {
    const question = { title, label: 'Name', value, action, maxLength: NAME_LENGTH };
    // A dialog that cannot be fetched is the same as one that was closed.
    return this.dialogs.ask(question).catch(() => null);
  }

  private async tryTo(otherwise: string, act: () => Promise<void>): Promise<boolean> {
    try {
      await act();
      return true;
    } catch (error) {
      const why = error instanceof ApiError && !error.offline ? error.message : '';
      const text = `${why || 'Memocha does not answer.'} ${otherwise}`;
      // Nothing is left to tell it with where even that cannot be fetched.
      await this.dialogs.tell(text).catch(() => undefined);
      return false;
    }
  }
}
