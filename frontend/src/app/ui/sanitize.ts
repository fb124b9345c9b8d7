import DOMPurify from 'dompurify';
import { isEmbedded } from './markdown-html';

const TAGS =
  'a blockquote br button code del div em h1 h2 h3 h4 h5 h6 hr img input li ol p pre span strong ' +
  'table tbody td th thead tr ul';
const ATTRIBUTES =
  'alt aria-label checked class disabled href rel role src start tabindex target title type';

const purifier = DOMPurify(window);

purifier.addHook('afterSanitizeAttributes', (element) => {
  if (element.nodeName === 'A') {
    // Only addresses that leave for the web or the mail program; never the app's own.
    if (!/^(?:https?|mailto):/i.test(element.getAttribute('href') ?? ''))
      element.removeAttribute('href');
    element.setAttribute('target', '_blank');
    element.setAttribute('rel', 'noopener noreferrer');
  }
  if (element.nodeName === 'IMG' && !isEmbedded(element.getAttribute('src') ?? ''))
    element.remove();
});

/** Leaves only harmless HTML: no scripts, no handlers, no styles, nothing fetched from elsewhere. */
export function sanitize(html: string): string {
  return purifier.sanitize(html, {
    ALLOWED_TAGS: TAGS.split(' '),
    ALLOWED_ATTR: ATTRIBUTES.split(' '),
    ALLOW_DATA_ATTR: false,
    ALLOW_ARIA_ATTR: false,
  });
}
