import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { LocalUserGuard } from './local-user.guard.js';
import { User } from './user.entity.js';
import { UsersService } from './users.service.js';

/** Who is asking: today always the one local user. */
@Module({
  imports: [TypeOrmModule.forFeature([User])],
  providers: [UsersService, { provide: APP_GUARD, useClass: LocalUserGuard }],
})
export class UsersModule {}
