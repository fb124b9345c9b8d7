/** Whether this key sends the message: Enter alone, and not while a word is being composed. */
export function sends(event: KeyboardEvent): boolean {
  // 229: browsers that end a composition with Enter say so only by this code.
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- nothing else tells it
  if (event.isComposing || event.keyCode === 229) return false;
  return (
    event.key === 'Enter' && !event.shiftKey && !event.ctrlKey && !event.altKey && !event.metaKey
  );
}
