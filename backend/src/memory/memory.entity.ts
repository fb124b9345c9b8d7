import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What a memory is: `turn`, something a person said. Later kinds are derived from turns. */
export type MemoryKind = 'turn';

/** Something remembered, with the message it comes from. */
@Entity('memories')
export class Memory {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') userId!: string;
  @Column('uuid') spaceId!: string;
  @Column('uuid') sessionId!: string;
  @Column('uuid') messageId!: string;
  @Column('text') kind!: MemoryKind;
  @Column('text') text!: string;
  /** Who said it, where people talk among themselves. */
  @Column('text', { nullable: true }) speaker!: string | null;
  /** When it was said. */
  @Column('timestamptz') at!: Date;
  /** Index terms in its key, repeats counted: BM25's document length. */
  @Column('integer') length!: number;
  /** Until when it held; null while it does. */
  @Column('timestamptz', { nullable: true }) validUntil!: Date | null;
  @Column('timestamptz') createdAt!: Date;
  /** Given by the database, rising: order within a session, and the short key of the lexical index. */
  @Column({ type: 'integer', insert: false, update: false }) number!: number;
}
