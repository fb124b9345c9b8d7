// The floor for a Nest application: one route that passes an answer on and does nothing else. In plain
// JavaScript, so the decorators are called as functions. UPSTREAM is the model's base URL.
import 'reflect-metadata';
import { TextDecoderStream } from 'node:stream/web';
import { Controller, Module, RequestMethod, Sse } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { EventSourceParserStream } from 'eventsource-parser/stream';
import { Observable } from 'rxjs';

const body = JSON.stringify({
  model: 'fake-model',
  stream: true,
  messages: [{ role: 'user', content: 'Hello' }],
});

class Relay {
  send() {
    return new Observable((reader) => void pass(reader));
  }
}
Sse('relay', { method: RequestMethod.POST })(
  Relay.prototype,
  'send',
  Object.getOwnPropertyDescriptor(Relay.prototype, 'send'),
);
Controller()(Relay);

class Root {}
Module({ controllers: [Relay] })(Root);

async function pass(reader) {
  const response = await fetch(`${process.env['UPSTREAM']}/chat/completions`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body,
  });
  const events = response.body
    .pipeThrough(new TextDecoderStream())
    .pipeThrough(new EventSourceParserStream());
  for await (const { data } of events) {
    const text = data === '[DONE]' ? undefined : JSON.parse(data).choices[0]?.delta.content;
    if (text) reader.next({ type: 'token', data: { text } });
  }
  reader.complete();
}

const app = await NestFactory.create(Root, { logger: false });
await app.listen(0, '127.0.0.1');
console.log(`${await app.getUrl()}/relay`);
