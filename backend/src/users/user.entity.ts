import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Somebody whose conversations and memories are kept. */
@Entity('users')
export class User {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') name!: string;
  @Column('timestamptz') createdAt!: Date;
}
