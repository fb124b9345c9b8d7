import { Component, computed, inject, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import { SpacesStore } from '../spaces/spaces-store';

/** A thing to try: its words, and whether they are whole or only the beginning of a message. */
export interface Suggestion {
  readonly label: string;
  readonly hint: string;
  readonly text: string;
  readonly complete: boolean;
}

const SUGGESTIONS: readonly Suggestion[] = [
  {
    label: 'Tell something about you',
    hint: 'Remembered in your other chats',
    text: 'I would like you to know that ',
    complete: false,
  },
  {
    label: 'What do you know about me?',
    hint: 'What you said last',
    text: 'What do you know about me?',
    complete: true,
  },
];

/** A new conversation: one line of greeting, three things to try, nothing else. */
@Component({
  selector: 'mc-empty-state',
  imports: [RouterLink],
  template: `
    <div>
      <h2>{{ greeting }} What is on your mind?</h2>
      @if (place(); as space) {
        <p>You are in {{ space }}. What you say here is remembered only here.</p>
      }
    </div>
    <ul>
      @for (suggestion of suggestions; track suggestion.label) {
        <li>
          <button type="button" (click)="choose.emit(suggestion)">
            <span>{{ suggestion.label }}</span>
            <small>{{ suggestion.hint }}</small>
          </button>
        </li>
      }
      <li>
        <a routerLink="/import">
          <span>Import my history</span>
          <small>What you said elsewhere</small>
        </a>
      </li>
    </ul>
  `,
  styleUrl: './empty-state.scss',
})
export class EmptyState {
  readonly choose = output<Suggestion>();
  private readonly spaces = inject(SpacesStore);
  /** Name of the space on show, where there is more than one. */
  protected readonly place = computed(() =>
    this.spaces.spaces().length > 1 ? this.spaces.name() : null,
  );
  protected readonly suggestions = SUGGESTIONS;
  protected readonly greeting = greetingAt(new Date().getHours());
}

function greetingAt(hour: number): string {
  if (hour >= 5 && hour < 12) return 'Good morning.';
  if (hour >= 12 && hour < 18) return 'Good afternoon.';
  return 'Good evening.';
}
