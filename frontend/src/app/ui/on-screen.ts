import { DestroyRef, Directive, ElementRef, inject, output } from '@angular/core';

/** Tells when an element comes within sight, or is about to. */
@Directive({ selector: '[mcOnScreen]' })
export class OnScreen {
  readonly mcOnScreen = output();

  constructor() {
    const seen = new IntersectionObserver(
      (entries) => entries.some((entry) => entry.isIntersecting) && this.mcOnScreen.emit(),
      { rootMargin: '200px' },
    );
    seen.observe(inject<ElementRef<HTMLElement>>(ElementRef).nativeElement);
    inject(DestroyRef).onDestroy(() => seen.disconnect());
  }
}
