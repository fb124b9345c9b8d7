import { Component, inject, signal } from '@angular/core';
import { RouterLink, RouterLinkActive } from '@angular/router';
import { Drawer } from '../shell/drawer';
import { StatusStore } from '../status/status-store';
import { Icon } from '../ui/icon';
import { SpaceSwitcher } from '../spaces/space-switcher';
import { FoundMessages } from './found-messages';
import { SessionList } from './session-list';

/** The brand, a new chat, the search, the list, and what answers. */
@Component({
  selector: 'mc-sidebar',
  imports: [FoundMessages, Icon, RouterLink, RouterLinkActive, SessionList, SpaceSwitcher],
  templateUrl: './sidebar.html',
  styleUrl: './sidebar.scss',
  host: { role: 'navigation', 'aria-label': 'Chats' },
})
export class Sidebar {
  protected readonly query = signal('');
  protected readonly status = inject(StatusStore).status;
  protected readonly drawer = inject(Drawer);

  /** Also where the address stays the same: the drawer goes, the box is ready. */
  protected start(): void {
    this.drawer.close();
    document.getElementById('message')?.focus();
  }

  protected search(event: Event): void {
    if (event.target instanceof HTMLInputElement) this.query.set(event.target.value);
  }
}
