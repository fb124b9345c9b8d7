import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import { ImportClient } from './import-client.ts';
import { RunningApp } from './running-app.ts';
import type { TestDatabase } from './test-database.ts';

/** A message as it came to be. */
interface Row {
  readonly id: string;
  readonly session_id: string;
  readonly parent_id: string | null;
  readonly external_id: string;
  readonly text: string;
}

/** A running application, and a space of its own in it for each test's import. */
export class ImportedSpace {
  private name = '';

  private constructor(
    readonly running: RunningApp,
    readonly imports: ImportClient,
    readonly source: DataSource,
  ) {}

  static async open(database: TestDatabase): Promise<ImportedSpace> {
    const running = await RunningApp.start({ ...(await database.settings()) });
    const imports = new ImportClient(running.url);
    return new ImportedSpace(running, imports, running.app.get(DataSource));
  }

  /** Begins a space. */
  begin(): void {
    this.name = `Space ${randomUUID()}`;
  }

  /** Name of the space. */
  get space(): string {
    return this.name;
  }

  /** A line of the conversation `s1` in the space. */
  said(id: string, text: string, more: object = {}) {
    return { space: this.name, session: 's1', id, role: 'user', text, ...more };
  }

  /** The messages in the space, each conversation in its order. */
  rows(): Promise<Row[]> {
    return this.source.query<Row[]>(
      `SELECT messages.* FROM messages
       JOIN sessions ON sessions.id = session_id JOIN spaces ON spaces.id = space_id
       WHERE spaces.name = $1 ORDER BY session_id, depth`,
      [this.name],
    );
  }

  /** What was said in the space. */
  async texts(): Promise<string[]> {
    return (await this.rows()).map(({ text }) => text);
  }
}
