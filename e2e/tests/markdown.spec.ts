import { expect, test } from '../support/test.ts';

test('Markdown is laid out', async ({ chat, fake }) => {
  fake.behave({
    kind: 'answer',
    text: '## Steps\n\n1. **Mix**\n2. Bake\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n```ts\nconst x = 1;\n```\n\nSee [a page](https://example.com/).',
  });
  await chat.open();
  const answer = await chat.ask('How?');
  await expect(answer.getByRole('heading', { name: 'Steps' })).toBeVisible();
  await expect(answer.getByRole('listitem')).toHaveText(['Mix', 'Bake']);
  await expect(answer.locator('strong')).toHaveText('Mix');
  await expect(answer.getByRole('cell', { name: '2' })).toBeVisible();
  await expect(answer.locator('pre')).toHaveText('const x = 1;');
  await expect(answer.getByRole('button', { name: 'Copy code' })).toBeVisible();
  await expect(answer.getByRole('link', { name: 'a page' })).toHaveAttribute(
    'rel',
    /noopener|noreferrer/,
  );
});

test('an answer can neither run anything nor call anybody', async ({
  chat,
  fake,
  page,
  baseURL,
}) => {
  const strangers: string[] = [];
  page.on('request', (request) => {
    const own = request.url().startsWith(baseURL ?? '') || request.url().startsWith('data:');
    if (!own) strangers.push(request.url());
  });
  const dialogs: string[] = [];
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  fake.behave({
    kind: 'answer',
    text: [
      '![a picture](https://stranger.invalid/pixel.png)',
      '<img src="https://stranger.invalid/raw.png" onerror="alert(1)">',
      '<script>alert(2)</script>',
      '<iframe src="https://stranger.invalid/frame"></iframe>',
      '<style>body { background: url(https://stranger.invalid/css.png) }</style>',
      '<svg><image href="https://stranger.invalid/svg.png" /></svg>',
      '[click me](javascript:alert(3))',
      '[data](data:text/html,<script>alert(4)</script>)',
      '<a href="https://stranger.invalid" onclick="alert(5)">link</a>',
      'The end.',
    ].join('\n\n'),
  });
  await chat.open();
  const answer = await chat.ask('Be evil.');
  await expect(answer).toContainText('The end.');
  await expect(answer.locator('img, script, iframe, style, svg image')).toHaveCount(0);
  const links = await answer
    .locator('a[href]')
    .evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''));
  expect(links).toContain('https://stranger.invalid/pixel.png'); // an image became a link
  expect(links.filter((href) => !/^(https?:|mailto:|#|\/)/.test(href))).toEqual([]);
  await page.reload();
  await expect(answer).toContainText('The end.');
  expect(strangers).toEqual([]);
  expect(dialogs).toEqual([]);
});
