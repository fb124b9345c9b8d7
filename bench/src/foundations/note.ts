import { EntitySchema } from 'typeorm';

/** A row as small as can be. */
export const Note = new EntitySchema<{ id: number; text: string }>({
  name: 'note',
  columns: { id: { type: 'integer', primary: true }, text: { type: 'text' } },
});
