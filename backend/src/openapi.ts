import { NestFactory } from '@nestjs/core';
import { AppModule } from './app.module.js';
import { describeApi } from './api-docs.js';

// Prints the API's document without opening a database: in preview nothing is instantiated.
const app = await NestFactory.create(await AppModule.forRoot({}), { preview: true, logger: false });
process.stdout.write(`${JSON.stringify(describeApi(app), null, 2)}\n`);
