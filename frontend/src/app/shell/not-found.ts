import { Component } from '@angular/core';
import { RouterLink } from '@angular/router';

/** An address that leads nowhere. */
@Component({
  selector: 'mc-not-found',
  imports: [RouterLink],
  template: `
    <h1>There is nothing at this address.</h1>
    <a routerLink="/">Start a new chat</a>
  `,
  styles: `
    :host {
      align-items: center;
      display: flex;
      flex-direction: column;
      gap: 24px;
      height: 100%;
      justify-content: center;
      padding: 24px;
      text-align: center;
    }
    h1 {
      font-size: var(--mc-text-title);
      font-weight: 400;
    }
    a {
      padding: 12px;
    }
  `,
})
export class NotFound {}
