import { Injectable } from '@nestjs/common';
import { EventEmitter2 } from '@nestjs/event-emitter';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import { longTransaction } from '../database/index.js';
import { DomainError, isUniqueViolation, newId, notFound } from '../shared/index.js';
import { SPACE_EMPTIED, type SpaceEmptied } from './space-emptied.event.js';
import { Space } from './space.entity.js';

const DEFAULT_NAME = 'Personal';

/** A space with how many conversations are in it. */
export type CountedSpace = Space & { readonly sessions: number };

/** Finds, makes, names and deletes spaces; each call for one user only. */
@Injectable()
export class SpacesService {
  constructor(
    @InjectRepository(Space) private readonly spaces: Repository<Space>,
    private readonly hints: EventEmitter2,
  ) {}

  /** All of the user's, the default one first, the others by name. */
  async list(userId: string): Promise<CountedSpace[]> {
    await this.findOrCreate(userId);
    const spaces = await this.spaces.find({
      where: { userId },
      order: { isDefault: 'DESC', name: 'ASC' },
    });
    const counts = await this.spaces.query<{ id: string; sessions: number }[]>(
      `SELECT space_id AS id, count(*)::integer AS sessions FROM sessions
       WHERE user_id = $1 GROUP BY space_id`,
      [userId],
    );
    const sessionsOf = new Map(counts.map(({ id, sessions }) => [id, sessions]));
    return spaces.map((space) => Object.assign(space, { sessions: sessionsOf.get(space.id) ?? 0 }));
  }

  /** @throws {DomainError} `space_exists`. */
  async create(userId: string, name: string): Promise<CountedSpace> {
    // First of all the default, or a space of its name would be made beside it.
    await this.findOrCreate(userId);
    const space = { id: newId(), userId, name, isDefault: false, createdAt: new Date() };
    await unlessTaken(name, () => this.spaces.insert(space));
    return { ...space, sessions: 0 };
  }

  /** @throws {DomainError} `not_found`, `space_exists`. */
  async rename(userId: string, id: string, name: string): Promise<CountedSpace> {
    await unlessTaken(name, () => this.spaces.update({ id, userId }, { name }));
    const space = (await this.list(userId)).find((one) => one.id === id);
    if (!space) throw notFound('space');
    return space;
  }

  /**
   * Deletes a space with its conversations and the memories that come from them.
   * @throws {DomainError} `not_found`, `default_space`.
   */
  async delete(userId: string, id: string): Promise<void> {
    const space = await this.spaces.findOneBy({ id, userId });
    if (!space) throw notFound('space');
    if (space.isDefault)
      throw new DomainError(
        'default_space',
        409,
        'This space is the one that is used where no other is named, and cannot be deleted.',
      );
    await longTransaction(this.spaces.manager, (manager) => manager.delete(Space, { id, userId }));
    const hint: SpaceEmptied = { spaceId: id };
    this.hints.emit(SPACE_EMPTIED, hint);
  }

  /**
   * The user's space of that name; without a name, the default space, which is made when it is not
   * there yet.
   * @throws {DomainError} `space_not_found`.
   */
  async find(userId: string, name?: string): Promise<Space> {
    if (name === undefined) return this.findOrCreate(userId);
    const found = await this.spaces.findOneBy({ userId, name });
    if (found) return found;
    if (name === DEFAULT_NAME && !(await this.spaces.existsBy({ userId, isDefault: true })))
      return this.findOrCreate(userId);
    throw new DomainError('space_not_found', 404, 'There is no space of that name.');
  }

  /** The user's space of that name, made when it is not there; without a name, the default space. */
  async findOrCreate(userId: string, name?: string): Promise<Space> {
    const wanted = name === undefined ? { userId, isDefault: true } : { userId, name };
    const found = await this.spaces.findOneBy(wanted);
    if (found) return found;
    // First of all the default, or a space of its name made first would take its place.
    if (name === DEFAULT_NAME && !(await this.spaces.existsBy({ userId, isDefault: true })))
      return this.findOrCreate(userId);
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

/** @throws {DomainError} `space_exists` where the work meets another space of that name. */
async function unlessTaken(name: string, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    // The database alone can tell when two requests come at once.
    if (isUniqueViolation(error))
      throw new DomainError('space_exists', 409, `There is a space called ${name} already.`);
    throw error;
  }
}
