import { Component, computed, inject, signal } from '@angular/core';
import { MatProgressBar } from '@angular/material/progress-bar';
import { Drawer } from '../shell/drawer';
import { SpacesStore } from '../spaces/spaces-store';
import { Icon } from '../ui/icon';
import { IconButton } from '../ui/icon-button';
import { ImportCard } from './import-card';
import { ImportStore } from './import-store';

/** Two lines of such a file. */
const EXAMPLE = [
  '{"session":"2025-03-31","id":"1","role":"user","at":"2025-03-31T18:05:00Z","text":"My dog is called Rex."}',
  '{"session":"2025-03-31","id":"2","role":"assistant","at":"2025-03-31T18:05:20Z","text":"A fine name."}',
].join('\n');

/** Takes in what was said elsewhere. */
@Component({
  selector: 'mc-import-page',
  imports: [Icon, IconButton, ImportCard, MatProgressBar],
  templateUrl: './import-page.html',
  styleUrl: './import-page.scss',
  host: { '(window:beforeunload)': 'askBeforeLeaving($event)' },
})
export class ImportPage {
  protected readonly store = inject(ImportStore);
  private readonly spaces = inject(SpacesStore);
  protected readonly drawer = inject(Drawer);
  /** The space of lines that name none. */
  protected readonly home = computed(
    () => this.spaces.spaces().find(({ isDefault }) => isDefault)?.name ?? 'the first space',
  );
  protected readonly example = EXAMPLE;
  /** Whether a file is held above the field. */
  protected readonly hovered = signal(false);

  constructor() {
    document.title = 'Import · Memocha';
    void this.store.load();
  }

  protected hover(event: DragEvent, above: boolean): void {
    event.preventDefault();
    this.hovered.set(above);
  }

  protected drop(event: DragEvent): void {
    this.hover(event, false);
    this.take(event.dataTransfer?.files);
  }

  protected choose(event: Event): void {
    const { target } = event;
    if (!(target instanceof HTMLInputElement)) return;
    this.take(target.files);
    // The same file can be chosen again.
    target.value = '';
  }

  /** Only while the file is on its way: what has arrived needs no page. */
  protected askBeforeLeaving(event: Event): void {
    if (this.store.sending() !== null) event.preventDefault();
  }

  private take(files: FileList | null | undefined): void {
    const file = files?.[0];
    if (file) void this.store.send(file);
  }
}
