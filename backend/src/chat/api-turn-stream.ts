import { applyDecorators } from '@nestjs/common';
import { ApiOkResponse, ApiProduces } from '@nestjs/swagger';

const EXAMPLE = [
  'event: meta',
  'id: 0197…:1',
  'data: {"messageId":"0197…","userMessageId":"0197…","streamId":"0197…","model":"llama3.2","degraded":[]}',
  '',
  'event: memory',
  'id: 0197…:2',
  'data: {"used":[{"memoryId":"0197…","kind":"turn","text":"My dog is called Rex.", …}]}',
  '',
  'event: token',
  'id: 0197…:3',
  'data: {"text":"Your dog is called Rex."}',
  '',
  'event: done',
  'id: 0197…:4',
  'data: {"finishReason":"stop","usage":{"promptTokens":412,"completionTokens":9}}',
  '',
].join('\n');

/** Documents the stream of a turn. */
export const ApiTurnStream = (): MethodDecorator =>
  applyDecorators(
    ApiProduces('text/event-stream'),
    ApiOkResponse({
      description:
        'Server-sent events, to be read with fetch: `meta`, `memory`, any number of `token`, then ' +
        '`done`; before `done`, an `error` when there is no answer or only a part of one. Each event ' +
        'has an id: the last 8 characters of `streamId`, and `:sequence`. A comment every 15 seconds ' +
        'keeps the connection open. ' +
        'Closing the connection does not end the answer; `GET /api/streams/{id}` with Last-Event-ID ' +
        'takes it up again, `POST /api/streams/{id}/stop` ends it. A `meta` event begins the telling: ' +
        'what was read of this answer before it is forgotten.',
      content: { 'text/event-stream': { schema: { type: 'string' }, example: EXAMPLE } },
    }),
  );
