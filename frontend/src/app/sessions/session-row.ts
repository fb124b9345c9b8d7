import { Component, inject, input } from '@angular/core';
import { RouterLink, RouterLinkActive } from '@angular/router';
import type { Session } from '../api/models';
import { Drawer } from '../shell/drawer';
import { SessionMenu } from './session-menu';

/** One conversation in the list. */
@Component({
  selector: 'mc-session-row',
  imports: [RouterLink, RouterLinkActive, SessionMenu],
  template: `
    <a
      [routerLink]="['/c', session().id]"
      [title]="session().title"
      routerLinkActive="active"
      ariaCurrentWhenActive="page"
      (click)="drawer.close()"
      >{{ session().title }}</a
    >
    <mc-session-menu [session]="session()" />
  `,
  styleUrl: './session-row.scss',
})
export class SessionRow {
  readonly session = input.required<Session>();
  protected readonly drawer = inject(Drawer);
}
