import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DatabaseSettings } from '../config/index.js';
import { ManagedDataSource } from './managed-data-source.js';

/** Opens the database, brings its schema up to date, and closes it after everything else. */
@Module({
  imports: [
    TypeOrmModule.forRootAsync({
      inject: [DatabaseSettings],
      // The options go by way of Nest only so that it adds the entities that the rooms register.
      useFactory: (settings: DatabaseSettings) => ({
        type: 'postgres' as const,
        autoLoadEntities: true,
        toRetry: () => false,
        extra: settings,
      }),
      dataSourceFactory: (options) => {
        if (options?.type !== 'postgres') throw new Error('the options above are for postgres');
        return ManagedDataSource.open(options.extra as DatabaseSettings, options.entities ?? []);
      },
    }),
  ],
})
export class DatabaseModule {}
