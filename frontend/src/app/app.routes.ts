import type { Routes } from '@angular/router';

/** Each feature is fetched when it is first opened. */
export const ROUTES: Routes = [
  {
    path: 'import',
    loadComponent: async () => (await import('./imports/import-page')).ImportPage,
  },
  { path: '', loadChildren: async () => (await import('./chat/chat-routes')).CHAT_ROUTES },
];
