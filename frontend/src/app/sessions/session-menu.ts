import { Component, computed, inject, input } from '@angular/core';
import { MatMenu, MatMenuContent, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';
import type { Session } from '../api/models';
import { Icon } from '../ui/icon';
import { IconButton } from '../ui/icon-button';
import { SpacesStore } from '../spaces/spaces-store';
import { SessionActions } from './session-actions';

/** What can be done with a conversation. */
@Component({
  selector: 'mc-session-menu',
  imports: [Icon, IconButton, MatMenu, MatMenuContent, MatMenuItem, MatMenuTrigger],
  template: `
    <button
      mc-icon-button
      [matMenuTriggerFor]="menu"
      [attr.aria-label]="
        scope() === 'list' ? 'Options for ' + session().title : 'Conversation options'
      "
    >
      <mc-icon name="more" />
    </button>
    <mat-menu #menu xPosition="before">
      <ng-template matMenuContent>
        <button mat-menu-item (click)="actions.rename(session())">
          <span><mc-icon name="edit" />Rename</span>
        </button>
        @if (others().length > 0) {
          <button mat-menu-item [matMenuTriggerFor]="elsewhere">
            <span><mc-icon name="folder" />Move to space</span>
          </button>
        }
        @if (scope() === 'conversation') {
          <button mat-menu-item (click)="actions.clear(session())">
            <span><mc-icon name="sweep" />Clear conversation</span>
          </button>
        }
        <button mat-menu-item (click)="actions.delete(session())">
          <span><mc-icon name="delete" />Delete</span>
        </button>
      </ng-template>
    </mat-menu>
    <mat-menu #elsewhere class="mc-long-menu">
      @for (space of others(); track space.id) {
        <button mat-menu-item (click)="actions.move(session(), space.name)">
          <span class="name">{{ space.name }}</span>
        </button>
      }
    </mat-menu>
  `,
  styles: `
    span {
      align-items: center;
      display: flex;
      gap: 12px;
    }
    .name {
      overflow-wrap: anywhere;
    }
  `,
})
export class SessionMenu {
  readonly session = input.required<Session>();
  /** `list` in the sidebar, `conversation` above the messages. */
  readonly scope = input<'list' | 'conversation'>('list');
  protected readonly actions = inject(SessionActions);
  private readonly spaces = inject(SpacesStore).spaces;
  protected readonly others = computed(() =>
    this.spaces().filter(({ name }) => name !== this.session().space),
  );
}
