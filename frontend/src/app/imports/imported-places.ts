import { inject, Service } from '@angular/core';
import { Router } from '@angular/router';
import { Drawer } from '../shell/drawer';
import { SessionsStore } from '../sessions/sessions-store';
import { SpacesStore } from '../spaces/spaces-store';
import { NARROW } from '../ui/media-query';

/** Leads to the chats that an import made. */
@Service()
export class ImportedPlaces {
  private readonly spaces = inject(SpacesStore);
  private readonly sessions = inject(SessionsStore);
  private readonly drawer = inject(Drawer);
  private readonly router = inject(Router);

  /** Shows the chats of a space, with a new chat beside them. */
  async show(space: string): Promise<void> {
    this.spaces.choose(space);
    void this.sessions.load();
    await this.router.navigate(['/']);
    // Where there is no room for the list of chats beside the page, it comes over it.
    if (matchMedia(NARROW).matches) this.drawer.open();
  }
}
