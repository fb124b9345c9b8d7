import { Foreground } from '../../foreground/index.js';
import { BuiltInEmbedder } from './built-in-embedder.js';
import { EncoderThread } from './encoder-thread.js';

describe('the built-in model', () => {
  it('embeds questions at once, and memories when nobody waits for anything', async () => {
    const foreground = new Foreground();
    const thread = new EncoderThread(foreground);
    const order: string[] = [];
    vi.spyOn(thread, 'encode').mockImplementation((texts) => {
      order.push(...texts);
      return Promise.resolve(texts.map(() => new Float32Array(1)));
    });
    const { promise: quiet, resolve: leave } = Promise.withResolvers<undefined>();
    vi.spyOn(foreground, 'giveWay').mockReturnValue(quiet);
    const embedder = new BuiltInEmbedder(foreground, thread);
    const { signal } = new AbortController();
    const memories = embedder.embed(['One memory.', 'Another.'], 'document', signal);
    await embedder.embed(['A question?'], 'query', signal);
    leave(undefined);
    await expect(memories).resolves.toHaveLength(2);
    expect(order).toEqual(['A question?', 'One memory.', 'Another.']);
  });
});
