import type { INestApplication } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';

/** Makes a user whom no request is taken for: somebody else, or one without anything. */
export async function someUser(app: INestApplication): Promise<string> {
  const id = randomUUID();
  const insert = 'INSERT INTO users (id, name, created_at) VALUES ($1, $2, now())';
  await app.get(DataSource).query(insert, [id, 'Somebody']);
  return id;
}
