import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import { User } from './user.entity.js';

/** The one user of an installation without accounts. */
export const LOCAL_USER_ID = '00000000-0000-7000-8000-000000000001';

/** Who there is. */
@Injectable()
export class UsersService implements OnModuleInit {
  constructor(@InjectRepository(User) private readonly users: Repository<User>) {}

  /** Makes sure of the local user, whichever process comes first. */
  async onModuleInit(): Promise<void> {
    await this.users
      .createQueryBuilder()
      .insert()
      .values({ id: LOCAL_USER_ID, name: 'You', createdAt: new Date() })
      .orIgnore()
      .execute();
  }
}
