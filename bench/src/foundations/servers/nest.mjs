import { Controller, Get, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import 'reflect-metadata';

// Decorators called by hand: this file is plain JavaScript.
class Hello {
  hello() {
    return { hello: 'world' };
  }
}
Get('hello')(Hello.prototype, 'hello', Object.getOwnPropertyDescriptor(Hello.prototype, 'hello'));
Controller()(Hello);
class App {}
Module({ controllers: [Hello] })(App);

const app = await NestFactory.create(App, { logger: false });
await app.listen(0, '127.0.0.1');
console.log(await app.getUrl());
