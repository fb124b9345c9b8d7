import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * How an import stands: `receiving` while the file comes in, `importing` while its lines become
 * messages, `indexing` until all of them can be found by meaning, then `done`, or `failed` when the
 * file did not come in whole.
 */
export type ImportState = 'receiving' | 'importing' | 'indexing' | 'done' | 'failed';

/** Why an import failed as a whole; what had come in before is kept. */
export interface ImportError {
  readonly code: string;
  readonly message: string;
}

/** One file of messages that were said elsewhere. */
@Entity('imports')
export class Import {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') userId!: string;
  @Column('text') state!: ImportState;
  /** Lines received. */
  @Column('integer') lines!: number;
  /** Lines of these that are dealt with. */
  @Column('integer') taken!: number;
  /** Lines that are messages now, or were already. */
  @Column('integer') messages!: number;
  /** Lines that could not be taken. */
  @Column('integer') failures!: number;
  /** Messages of which only the start is remembered, for their length. */
  @Column('integer') shortened!: number;
  /** Messages that are not remembered, since the user has as many memories as are allowed. */
  @Column('integer') unremembered!: number;
  /** What it has to wait for or do without, as codes. */
  @Column('text', { array: true }) degraded!: string[];
  @Column('jsonb', { nullable: true }) error!: ImportError | null;
  @Column('timestamptz') createdAt!: Date;
  @Column('timestamptz') updatedAt!: Date;
}
