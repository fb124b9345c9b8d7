import { Component, inject } from '@angular/core';
import { MatDivider } from '@angular/material/divider';
import { MatMenu, MatMenuContent, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';
import { Icon } from '../ui/icon';
import { SpaceActions } from './space-actions';
import { SpacesStore } from './spaces-store';

/** Names the space on show, and leads to the others. */
@Component({
  selector: 'mc-space-switcher',
  imports: [Icon, MatDivider, MatMenu, MatMenuContent, MatMenuItem, MatMenuTrigger],
  template: `
    <button
      type="button"
      class="switch"
      [matMenuTriggerFor]="menu"
      (menuOpened)="store.load()"
      [attr.aria-label]="'Space: ' + (store.name() ?? 'Personal')"
      [title]="store.name() ?? 'Personal'"
    >
      <span>{{ store.name() ?? 'Personal' }}</span>
      <mc-icon name="chevron" />
    </button>
    <mat-menu #menu>
      <ng-template matMenuContent>
        <div class="spaces" role="group" aria-label="Spaces">
          @for (space of store.spaces(); track space.id) {
            <button
              mat-menu-item
              role="menuitemradio"
              [attr.aria-checked]="space === store.current()"
              (click)="actions.choose(space)"
            >
              <span class="row">
                <mc-icon name="check" [class.off]="space !== store.current()" />
                <span class="name">{{ space.name }}</span>
                <small>{{ chats(space.sessions) }}</small>
              </span>
            </button>
          }
        </div>
        <mat-divider />
        <button mat-menu-item (click)="actions.create()">
          <span class="row"><mc-icon name="add" />New space</span>
        </button>
        @if (store.current(); as current) {
          <button mat-menu-item (click)="actions.rename(current)">
            <span class="row"
              ><mc-icon name="edit" />
              <span class="name">Rename {{ current.name }}</span>
            </span>
          </button>
          @if (!current.isDefault) {
            <button mat-menu-item (click)="actions.delete(current)">
              <span class="row"
                ><mc-icon name="delete" />
                <span class="name">Delete {{ current.name }}</span>
              </span>
            </button>
          }
        }
      </ng-template>
    </mat-menu>
  `,
  styleUrl: './space-switcher.scss',
})
export class SpaceSwitcher {
  protected readonly store = inject(SpacesStore);
  protected readonly actions = inject(SpaceActions);

  protected chats(count: number): string {
    if (count === 0) return 'empty';
    return count === 1 ? '1 chat' : `${count} chats`;
  }
}
