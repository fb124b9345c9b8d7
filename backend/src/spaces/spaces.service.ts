import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import { DomainError, newId } from '../shared/index.js';
import { Space } from './space.entity.js';

const DEFAULT_NAME = 'Personal';

/** Finds and makes a user's spaces. */
@Injectable()
export class SpacesService {
  constructor(@InjectRepository(Space) private readonly spaces: Repository<Space>) {}

  /**
   * The user's space of that name; without a name, the default space, which is made when it is not
   * there yet.
   * @throws {DomainError} `space_not_found`.
   */
  async find(userId: string, name?: string): Promise<Space> {
    if (name === undefined || name === DEFAULT_NAME) return this.findOrCreate(userId);
    const found = await this.spaces.findOneBy({ userId, name });
    if (found) return found;
    throw new DomainError('space_not_found', 404, 'There is no space of that name.');
  }

  /** The user's space of that name, made when it is not there; without a name, the default space. */
  async findOrCreate(userId: string, name?: string): Promise<Space> {
    const wanted = name === undefined ? { userId, isDefault: true } : { userId, name };
    const found = await this.spaces.findOneBy(wanted);
    if (found) return found;
    // First of all the default, or a space of its name made first would take its place.
    if (name !== undefined && name === DEFAULT_NAME) return this.findOrCreate(userId);
    await this.spaces
      .createQueryBuilder()
      .insert()
      .values({
        id: newId(),
        userId,
        name: name ?? DEFAULT_NAME,
        isDefault: name === undefined,
        createdAt: new Date(),
      })
      // Another request may have made it meanwhile.
      .orIgnore()
      .execute();
    return this.spaces.findOneByOrFail(wanted);
  }
}
