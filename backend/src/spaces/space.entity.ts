import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A part of a person's life, such as "Work": memory is shared inside it and never across. */
@Entity('spaces')
export class Space {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') userId!: string;
  @Column('text') name!: string;
  /** Taken where a request names no space; one for each user. */
  @Column('boolean') isDefault!: boolean;
  @Column('timestamptz') createdAt!: Date;
}
