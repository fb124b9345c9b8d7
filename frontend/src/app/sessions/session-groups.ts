import type { Session } from '../api/models';
import { daysBetween } from '../ui/days-between';

/** Conversations of about the same age, under one heading. */
export interface SessionGroup {
  readonly label: string;
  readonly sessions: readonly Session[];
}

const MONTH = new Intl.DateTimeFormat('en', { month: 'long', year: 'numeric' });

/** Groups conversations, newest first, by the calendar days of the reader's own clock. */
export function groupByDate(sessions: readonly Session[], now: Date): readonly SessionGroup[] {
  const groups = new Map<string, Session[]>();
  for (const session of sessions) {
    const label = labelOf(new Date(session.updatedAt), now);
    const group = groups.get(label);
    if (group) group.push(session);
    else groups.set(label, [session]);
  }
  return Array.from(groups, ([label, sessions]) => ({ label, sessions }));
}

function labelOf(date: Date, now: Date): string {
  const days = daysBetween(date, now);
  if (days <= 0) return 'Today';
  if (days === 1) return 'Yesterday';
  if (days <= 7) return 'Previous 7 days';
  if (days <= 30) return 'Previous 30 days';
  return MONTH.format(date);
}
