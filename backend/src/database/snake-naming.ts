import { DefaultNamingStrategy } from 'typeorm';

/** Columns in snake case, as is the custom in SQL: `createdAt` → `created_at`. */
export class SnakeNaming extends DefaultNamingStrategy {
  override columnName(property: string, custom: string | undefined): string {
    return custom ?? property.replace(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`);
  }
}
