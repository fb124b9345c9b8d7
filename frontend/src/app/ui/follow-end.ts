import {
  afterNextRender,
  DestroyRef,
  Directive,
  ElementRef,
  inject,
  output,
  signal,
} from '@angular/core';

/** This near to an edge counts as being there, in pixels. */
const AT_END = 4;
const NEAR_TOP = 600;

/**
 * A scroll container that follows its own end while the reader is there, and never moves by itself
 * once they have scrolled up. Its first child holds the content.
 */
@Directive({
  selector: '[mcFollowEnd]',
  exportAs: 'followEnd',
  host: { '(scroll)': 'scrolled()', '(wheel)': 'wheeled($event)' },
})
export class FollowEnd {
  /** Where the reader is, after each move. */
  readonly moved = output<{ readonly top: number; readonly atEnd: boolean }>();
  /** The reader comes near to the oldest that is here. */
  readonly nearTop = output();
  /** True while new content is followed. */
  readonly following = signal(true);
  /** True when something is hidden above. */
  readonly below = signal(false);

  private readonly element = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private last = 0;

  constructor() {
    const observer = new ResizeObserver(() => this.following() && this.jump());
    afterNextRender(() => {
      observer.observe(this.element);
      if (this.element.firstElementChild) observer.observe(this.element.firstElementChild);
    });
    inject(DestroyRef).onDestroy(() => observer.disconnect());
  }

  /** Goes to the end and follows it again. */
  toEnd(): void {
    this.following.set(true);
    this.jump();
  }

  /** Goes back to where the reader was. */
  restore(place: { readonly top: number; readonly atEnd: boolean }): void {
    this.following.set(place.atEnd);
    this.last = 0;
    if (place.atEnd) this.jump();
    else this.element.scrollTop = place.top;
    this.scrolled();
  }

  /** Shows this element in the middle, and stays there. */
  reveal(target: Element): void {
    this.following.set(false);
    target.scrollIntoView({ block: 'center' });
  }

  /** Lets content grow above without moving what is being read. @returns what to call after it. */
  anchor(): () => void {
    const fromEnd = this.element.scrollHeight - this.element.scrollTop;
    return () => {
      this.element.scrollTop = this.element.scrollHeight - fromEnd;
      this.last = this.element.scrollTop;
    };
  }

  protected scrolled(): void {
    const { scrollTop: top, scrollHeight, clientHeight } = this.element;
    const left = scrollHeight - clientHeight - top;
    // The first step up is small; at the very end it is the content that has shrunk.
    if (top < this.last && left > 1) this.following.set(false);
    else if (left <= AT_END) this.following.set(true);
    this.last = top;
    this.below.set(top > 0);
    this.moved.emit({ top, atEnd: this.following() });
    if (top < NEAR_TOP) this.nearTop.emit();
  }

  protected wheeled({ deltaY }: WheelEvent): void {
    // Before the scroll itself: the next token must not pull the reader back.
    if (deltaY < 0 && this.element.scrollTop > 0) this.following.set(false);
  }

  private jump(): void {
    this.element.scrollTop = this.element.scrollHeight;
  }
}
