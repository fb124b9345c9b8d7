import { TestBed } from '@angular/core/testing';
import { provideRouter, Router } from '@angular/router';
import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { MatMenuHarness } from '@angular/material/menu/testing';
import { aPage, aSpace } from '../../testing/builders';
import { FakeServer, json } from '../../testing/fake-server';
import { SpaceSwitcher } from './space-switcher';
import { SpacesStore } from './spaces-store';

const home = aSpace({ sessions: 1 });
const work = aSpace({ id: 'work', name: 'Work', isDefault: false, sessions: 12 });

async function open(): Promise<MatMenuHarness> {
  await TestBed.inject(SpacesStore).load();
  const fixture = TestBed.createComponent(SpaceSwitcher);
  const menu = await TestbedHarnessEnvironment.loader(fixture).getHarness(MatMenuHarness);
  await menu.open();
  return menu;
}

const textsOf = async (menu: MatMenuHarness): Promise<string[]> =>
  Promise.all((await menu.getItems()).map((item) => item.getText()));

describe('SpaceSwitcher', () => {
  beforeEach(() => {
    localStorage.clear();
    new FakeServer().on('GET spaces', json(aPage([home, work])));
    TestBed.configureTestingModule({ providers: [provideRouter([])] });
  });
  afterEach(() => {
    localStorage.clear();
    vi.unstubAllGlobals();
  });

  it('lists the spaces with their chats, and never offers to delete the default one', async () => {
    const menu = await open();
    expect(await textsOf(menu)).toEqual([
      expect.stringMatching(/^Personal\s*1 chat$/),
      expect.stringMatching(/^Work\s*12 chats$/),
      'New space',
      'Rename Personal',
    ]);
  });

  it('shows another space, with a new chat', async () => {
    const router = TestBed.inject(Router);
    const navigate = vi.spyOn(router, 'navigate').mockResolvedValue(true);
    const menu = await open();
    await menu.clickItem({ text: /^Work/ });
    expect(await menu.getTriggerText()).toBe('Work');
    expect(navigate).toHaveBeenCalledWith(['/']);
    await menu.open();
    expect(await textsOf(menu)).toContain('Delete Work');
  });
});
