import type { Routes, UrlMatchResult, UrlSegment } from '@angular/router';
import { ChatPage } from './chat-page';

/** `/` and `/c/:id` are one route, so that a first message does not build the page anew. */
export const CHAT_ROUTES: Routes = [
  { matcher: matchChat, component: ChatPage },
  { path: '**', loadComponent: async () => (await import('../shell/not-found')).NotFound },
];

/** @returns null when the address is no conversation's. */
export function matchChat(segments: UrlSegment[]): UrlMatchResult | null {
  const [first, id, ...more] = segments;
  if (!first) return { consumed: [] };
  return first.path === 'c' && id && more.length === 0
    ? { consumed: segments, posParams: { id } }
    : null;
}
