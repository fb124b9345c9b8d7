/** What an import's file is sent as. */
export const MEDIA_TYPE = 'application/x-ndjson';

/** What stands in a line, for the API's document. */
export const LINE_FORMAT = [
  'A line of JSON for each message, in the order in which they were said:',
  '- `session`, `id`: the ids of the conversation and of the message where they come from',
  '- `role`: `user` or `assistant`',
  '- `text`: what was said; the whole line may have 2 MiB',
  '- `space`: name of the space, made when it does not exist; left out: the default space',
  '- `speaker`: who said it, where people talk among themselves',
  '- `at`: when, ISO 8601; left out: now',
].join('\n');

/** Two lines. */
export const LINES_EXAMPLE = [
  '{"space":"Personal","session":"2025-03-31","id":"1","role":"user","at":"2025-03-31T18:05:00Z","text":"My dog is called Rex."}',
  '{"space":"Personal","session":"2025-03-31","id":"2","role":"assistant","at":"2025-03-31T18:05:04Z","text":"A fine name."}',
  '',
].join('\n');
