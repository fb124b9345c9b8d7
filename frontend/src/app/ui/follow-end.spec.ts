import { Component, viewChild } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { FollowEnd } from './follow-end';

@Component({
  imports: [FollowEnd],
  template: `<div mcFollowEnd (moved)="moves.push($event)" (nearTop)="nearTop = nearTop + 1">
    <p>…</p>
  </div>`,
})
class Page {
  readonly follow = viewChild.required(FollowEnd);
  readonly moves: { readonly top: number; readonly atEnd: boolean }[] = [];
  nearTop = 0;
}

/** The container measures 500 px; its content grows as the specs say. */
const VIEW = 500;

let grow: (height: number) => void;
let element: HTMLElement;
let page: Page;

beforeEach(async () => {
  let height = 2_000;
  let top = 0;
  let resized = (): void => undefined;
  vi.stubGlobal(
    'ResizeObserver',
    class {
      constructor(callback: () => void) {
        resized = callback;
      }
      observe = vi.fn();
      disconnect = vi.fn();
    },
  );
  const fixture = TestBed.createComponent(Page);
  page = fixture.componentInstance;
  element = (fixture.nativeElement as HTMLElement).querySelector('div')!;
  Object.defineProperties(element, {
    clientHeight: { get: () => VIEW },
    scrollHeight: { get: () => height },
    scrollTop: {
      get: () => top,
      set: (to: number) => (top = Math.max(0, Math.min(to, height - VIEW))),
    },
  });
  grow = (to) => {
    height = to;
    resized();
  };
  await fixture.whenStable();
});

afterEach(() => vi.unstubAllGlobals());

function scrollTo(top: number): void {
  element.scrollTop = top;
  element.dispatchEvent(new Event('scroll'));
}

describe('FollowEnd', () => {
  it('stays at the end while the content grows', () => {
    grow(3_000);
    expect(element.scrollTop).toBe(2_500);
    grow(3_100);
    expect(element.scrollTop).toBe(2_600);
  });

  it('never moves by itself once the reader has scrolled up', () => {
    scrollTo(1_500);
    scrollTo(1_000);
    expect(page.follow().following()).toBe(false);
    grow(3_000);
    expect(element.scrollTop).toBe(1_000);
  });

  it('lets go at the first small step up, which a smooth scroll begins with', () => {
    scrollTo(1_500);
    scrollTo(1_497);
    expect(page.follow().following()).toBe(false);
    grow(3_000);
    expect(element.scrollTop).toBe(1_497);
  });

  it('still follows when the content has shrunk under the reader', () => {
    scrollTo(1_500);
    grow(1_800);
    scrollTo(1_300);
    expect(page.follow().following()).toBe(true);
  });

  it('lets go at the first turn of the wheel, before the scroll itself', () => {
    scrollTo(1_500);
    element.dispatchEvent(new WheelEvent('wheel', { deltaY: -10 }));
    grow(2_100);
    expect(element.scrollTop).toBe(1_500);
  });

  it('follows again when the reader is back at the end, or asks for it', () => {
    scrollTo(1_500);
    scrollTo(900);
    scrollTo(1_498);
    expect(page.follow().following()).toBe(true);
    scrollTo(900);
    page.follow().toEnd();
    expect(element.scrollTop).toBe(1_500);
    grow(2_200);
    expect(element.scrollTop).toBe(1_700);
  });

  it('lets older content in above without moving what is being read', () => {
    scrollTo(1_500);
    scrollTo(300);
    const settle = page.follow().anchor();
    grow(2_800);
    settle();
    expect(element.scrollTop).toBe(1_100);
    scrollTo(1_150);
    expect(page.follow().following()).toBe(false);
  });

  it('goes back to where the reader was', () => {
    page.follow().restore({ top: 700, atEnd: false });
    expect([element.scrollTop, page.follow().following()]).toEqual([700, false]);
    page.follow().restore({ top: 0, atEnd: true });
    expect([element.scrollTop, page.follow().following()]).toEqual([1_500, true]);
  });

  it('tells where the reader is, and when the oldest is near', () => {
    scrollTo(1_500);
    scrollTo(601);
    expect(page.nearTop).toBe(0);
    scrollTo(599);
    expect(page.nearTop).toBe(1);
    expect(page.moves.at(-1)).toEqual({ top: 599, atEnd: false });
    expect(page.follow().below()).toBe(true);
    scrollTo(0);
    expect(page.follow().below()).toBe(false);
  });
});
