import { toBlocks } from './markdown-blocks';

/** The page's element that the Markdown becomes. */
function drawn(markdown: string): HTMLElement {
  const element = document.createElement('div');
  element.innerHTML = toBlocks(markdown)
    .map(({ html }) => html)
    .join('');
  return element;
}

/** All that could run or fetch something. */
const HARMFUL = 'script, iframe, object, embed, style, link, meta, form, svg, math, base';

const PIXEL = 'data:image/png;base64,iVBORw0KGgo=';

describe('Markdown of a model', () => {
  it.each([
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '<svg onload=alert(1)><a xlink:href="javascript:alert(1)"><text>x</text></a></svg>',
    '<iframe src="https://example.com"></iframe>',
    'a <b style="position:fixed" onclick="alert(1)">b</b>',
    '<form action="https://example.com"><input name=a></form>',
    '<math><mtext><style><img src=x onerror=alert(1)></style></mtext></math>',
  ])('shows %s as text', (html) => {
    const page = drawn(html);
    expect(page.querySelector(`${HARMFUL}, img, b, input`)).toBeNull();
    expect(page.textContent.trim()).toBe(html);
  });

  it.each([
    '[a](javascript:alert(1))',
    '[a](JaVaScRiPt:alert(1))',
    '[a](data:text/html,<b>a</b>)',
    '[a](vbscript:x)',
    '[a](/c/other)',
    '[a](file:///etc/passwd)',
  ])('leaves no address in %s', (link) => {
    expect(drawn(link).querySelector('[href]')).toBeNull();
    expect(drawn(link).textContent).toContain('a');
  });

  it.each(['https://example.com/', 'http://example.com/a?b=c', 'mailto:a@example.com'])(
    'opens %s elsewhere, and tells that page nothing',
    (address) => {
      const link = drawn(`[there](${address})`).querySelector('a');
      expect(link?.getAttribute('href')).toBe(address);
      expect(link?.target).toBe('_blank');
      expect(link?.rel).toBe('noopener noreferrer');
    },
  );

  it('makes a link of a remote image, so that nobody learns of the reading', () => {
    const page = drawn('![a cat](https://example.com/cat.png)');
    expect(page.querySelector('img')).toBeNull();
    expect(page.querySelector('a')?.textContent).toBe('Image: a cat');
  });

  it('keeps an image that is in the text itself, but no drawing that may hold scripts', () => {
    expect(drawn(`![dot](${PIXEL})`).querySelector('img')?.getAttribute('src')).toBe(PIXEL);
    expect(drawn('![x](data:image/svg+xml;base64,PHN2Zz4=)').querySelector('img')).toBeNull();
  });

  it('shows code as it is, with its language and a button to copy it', () => {
    const page = drawn('```ts\nconst a = "<b>";\n```');
    expect(page.querySelector('code')?.textContent.trim()).toBe('const a = "<b>";');
    expect(page.querySelector('.mc-code span')?.textContent).toBe('ts');
    expect(page.querySelector('pre')?.getAttribute('aria-label')).toBe('Code in ts');
    expect(page.querySelector('button')?.textContent).toBe('Copy');
  });

  it('takes no markup from the name of a language', () => {
    const page = drawn('```"><img/src=x>\na\n```');
    expect(page.querySelector('img')).toBeNull();
    expect(page.querySelector('pre')?.getAttribute('aria-label')).toBe('Code');
  });

  it('draws code that is not finished yet', () => {
    expect(drawn('```py\nprint(1)').querySelector('code')?.textContent).toContain('print(1)');
  });

  it('draws tables, task lists and line breaks', () => {
    const page = drawn('| a | b |\n|---|---|\n| **1** | 2 |\n\n- [x] done\n\none\ntwo');
    expect(page.querySelector('th')?.textContent).toBe('a');
    expect(page.querySelector('td strong')?.textContent).toBe('1');
    expect(page.querySelector<HTMLInputElement>('input')).toMatchObject({
      checked: true,
      disabled: true,
    });
    expect(page.querySelector('p br')).not.toBeNull();
  });

  it('keeps the blocks that are whole while the answer grows', () => {
    const [before, after] = ['# Tea\n\nOne', '# Tea\n\nOne and two'].map(toBlocks);
    expect(after?.[0]).toEqual(before?.[0]);
    expect(after?.[1]?.html).not.toBe(before?.[1]?.html);
    expect(after).toHaveLength(2);
  });
});
