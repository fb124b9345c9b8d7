import pg from 'pg';

/**
 * A connection whose end is nobody's surprise. The pool has no listener on a connection for the moment in
 * which it hands it over: a server that ends it just then, as one that shuts down does, would end this
 * process. Whoever asks something of it is told all the same.
 */
export class SteadyClient extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super(config);
    this.on('error', () => undefined);
  }
}
