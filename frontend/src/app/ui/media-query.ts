import type { Signal } from '@angular/core';
import { DestroyRef, inject, signal } from '@angular/core';

/** Under this width the list of chats is a drawer; the style sheets use the same number. */
export const NARROW = '(max-width: 839.98px)';

/** Whether a media query holds; to be called where injection is possible. */
export function mediaQuery(query: string): Signal<boolean> {
  const list = matchMedia(query);
  const matches = signal(list.matches);
  const listen = (): void => matches.set(list.matches);
  list.addEventListener('change', listen);
  inject(DestroyRef).onDestroy(() => list.removeEventListener('change', listen));
  return matches.asReadonly();
}
