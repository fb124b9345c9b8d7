import { Injectable } from '@nestjs/common';
import { HealthIndicatorService, TypeOrmHealthIndicator } from '@nestjs/terminus';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { withinTime } from '../shared/index.js';
import { PATIENCE } from './patience.js';

/** Whether the database answers, and has the schema that this version wants. */
@Injectable()
export class DatabaseHealth {
  constructor(
    private readonly typeorm: TypeOrmHealthIndicator,
    private readonly indicators: HealthIndicatorService,
    @InjectDataSource() private readonly database: DataSource,
  ) {}

  answers() {
    return this.typeorm.pingCheck('database', { timeout: PATIENCE });
  }

  async isMigrated() {
    const indicator = this.indicators.check('migrations');
    try {
      const pending = await withinTime(this.database.showMigrations(), PATIENCE);
      return pending ? indicator.down({ message: 'migrations are pending' }) : indicator.up();
    } catch {
      // Why is told by the database's own indicator.
      return indicator.down({ message: 'the database does not answer' });
    }
  }
}
