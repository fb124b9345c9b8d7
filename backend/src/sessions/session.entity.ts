import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A conversation. */
@Entity('sessions')
export class Session {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') userId!: string;
  @Column('uuid') spaceId!: string;
  /** Null until the first message or the person names it. */
  @Column('text', { nullable: true }) title!: string | null;
  /** Last message of the branch that is shown; null while nothing was said. */
  @Column('uuid', { nullable: true }) headId!: string | null;
  /** The conversation's id in the system it was imported from. */
  @Column('text', { nullable: true }) externalId!: string | null;
  @Column('timestamptz') createdAt!: Date;
  @Column('timestamptz') updatedAt!: Date;
}
