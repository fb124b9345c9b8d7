import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { ManagedDataSource } from '../database/index.js';
import { Embedder } from '../embeddings/index.js';
import { ModelChoice } from '../llm/index.js';
import { VectorStore } from '../vectors/index.js';
import type { StatusDto } from './status.dto.js';

/** What is in use and why: for the start lines, the page and programs. */
@Injectable()
export class StatusService {
  constructor(
    @InjectDataSource() private readonly database: ManagedDataSource,
    private readonly vectors: VectorStore,
    private readonly embedder: Embedder,
    private readonly models: ModelChoice,
  ) {}

  status(): StatusDto {
    return {
      version: VERSION,
      database: this.database.inUse,
      vectors: this.vectors.describe(),
      embedder: this.embedder.describe(),
      model: { ...this.models.current().inUse, standIn: this.models.standIn() },
    };
  }
}

/** The version of the product; the same in package.json. */
export const VERSION = '0.1.0';
