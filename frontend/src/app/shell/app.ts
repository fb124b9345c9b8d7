import { OverlayContainer } from '@angular/cdk/overlay';
import { Component, effect, inject, untracked } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { MatSidenav, MatSidenavContainer, MatSidenavContent } from '@angular/material/sidenav';
import { NavigationEnd, Router, RouterOutlet } from '@angular/router';
import { filter, fromEvent } from 'rxjs';
import { ApiClient } from '../api/api-client';
import { Sidebar } from '../sessions/sidebar';
import { SessionsStore } from '../sessions/sessions-store';
import { SpacesStore } from '../spaces/spaces-store';
import { StatusStore } from '../status/status-store';
import { LiveRegion } from '../ui/live-region';
import { mediaQuery, NARROW } from '../ui/media-query';
import { Drawer } from './drawer';

/** The frame: the list of chats at the side, the conversation beside it. */
@Component({
  selector: 'mc-root',
  imports: [LiveRegion, MatSidenav, MatSidenavContainer, MatSidenavContent, RouterOutlet, Sidebar],
  templateUrl: './app.html',
  styleUrl: './app.scss',
})
export class App {
  protected readonly drawer = inject(Drawer);
  protected readonly narrow = mediaQuery(NARROW);
  private readonly status = inject(StatusStore);
  private readonly sessions = inject(SessionsStore);
  private readonly spaces = inject(SpacesStore);

  constructor() {
    nameOverlays(inject(OverlayContainer).getContainerElement());
    void this.status.check();
    fromEvent(window, 'focus')
      .pipe(takeUntilDestroyed())
      .subscribe(() => void this.status.check());
    inject(Router)
      .events.pipe(
        filter((event) => event instanceof NavigationEnd),
        takeUntilDestroyed(),
      )
      .subscribe(() => this.drawer.close());
    const returns = inject(ApiClient).returns;
    effect(() => {
      // At first, and each time the server is there again.
      returns();
      untracked(() => {
        void this.sessions.load();
        void this.spaces.load();
      });
    });
  }

  protected skip(event: Event): void {
    event.preventDefault();
    (document.getElementById('message') ?? document.getElementById('content'))?.focus();
  }
}

/** Menus stand outside the frame; a landmark of their own lets screen readers find them. */
function nameOverlays(container: HTMLElement): void {
  container.setAttribute('role', 'region');
  container.setAttribute('aria-label', 'Menus and dialogs');
}
