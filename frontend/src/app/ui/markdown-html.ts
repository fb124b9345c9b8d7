import type { RendererObject, Tokens } from 'marked';

/** HTML for the parts that differ from marked's own: code, images, raw HTML, tables. */
export const renderer: RendererObject = {
  code({ text, lang }: Tokens.Code): string {
    const language = /^[\w+#.-]{1,24}/.exec(lang ?? '')?.[0] ?? '';
    const label = language ? `Code in ${language}` : 'Code';
    return (
      `<div class="mc-code"><div><span>${escapeHtml(language || 'code')}</span>` +
      `<button type="button" aria-label="Copy code">Copy</button></div>` +
      `<pre tabindex="0" role="region" aria-label="${escapeHtml(label)}">` +
      `<code>${escapeHtml(text)}</code></pre></div>`
    );
  },

  // A remote image would tell a stranger that this was read: it becomes a link.
  image({ href, text }: Tokens.Image): string {
    const name = escapeHtml(text || 'image');
    return isEmbedded(href)
      ? `<img src="${escapeHtml(href)}" alt="${name}">`
      : `<a href="${escapeHtml(href)}">Image: ${name}</a>`;
  },

  // Models quote HTML more often than they mean it: it is shown, not run.
  html({ text }: Tokens.HTML | Tokens.Tag): string {
    return escapeHtml(text);
  },

  table(
    this: { parser: { parseInline(tokens: Tokens.TableCell['tokens']): string } },
    table,
  ): string {
    const row = (cells: readonly Tokens.TableCell[], tag: 'th' | 'td'): string =>
      `<tr>${cells.map((cell) => `<${tag}>${this.parser.parseInline(cell.tokens)}</${tag}>`).join('')}</tr>`;
    const body = table.rows.map((cells) => row(cells, 'td')).join('');
    return (
      `<div class="mc-table" tabindex="0" role="region" aria-label="Table"><table>` +
      `<thead>${row(table.header, 'th')}</thead><tbody>${body}</tbody></table></div>`
    );
  },
};

/** True for a bitmap that is inside the text itself; SVG may hold links and is left out. */
export function isEmbedded(url: string): boolean {
  return /^data:image\/(?:png|jpeg|gif|webp|avif);base64,[a-z0-9+/=\s]+$/i.test(url);
}

function escapeHtml(text: string): string {
  const NAMES: Partial<Record<string, string>> = {
    '&': 'amp',
    '<': 'lt',
    '>': 'gt',
    '"': 'quot',
    "'": '#39',
  };
  return text.replace(/[&<>"']/g, (character) => `&${NAMES[character] ?? ''};`);
}
