import { ApiProperty } from '@nestjs/swagger';
import { IsString, MaxLength } from 'class-validator';
import type { BreakerReport, BreakerState } from '../resilience/index.js';

/** A breaker: what protects from what keeps failing. */
export class BreakerDto {
  @ApiProperty({ example: 'chat:llama3.2@127.0.0.1:11434' }) name!: string;
  @ApiProperty({ enum: ['closed', 'open', 'half-open'], enumName: 'BreakerState' })
  state!: BreakerState;
  @ApiProperty({ format: 'date-time', description: 'When it came into this state.' })
  since!: string;
  @ApiProperty({ example: 5, description: 'Failures in a row.' }) failures!: number;
  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'From when on a call tries again, while it is open.',
  })
  retryAt!: string | null;
  @ApiProperty({ description: 'Held open by an administrator, until it is closed.' })
  held!: boolean;
}

/** All breakers of the process that was asked. */
export class BreakerListDto {
  @ApiProperty({ type: [BreakerDto] }) items!: readonly BreakerDto[];
}

/** Which breaker. */
export class BreakerNameDto {
  @ApiProperty({ example: 'chat:llama3.2@127.0.0.1:11434' })
  @IsString()
  @MaxLength(500)
  name!: string;
}

/** A breaker as it goes over the wire. */
export const toBreakerDto = ({ since, retryAt, ...report }: BreakerReport): BreakerDto => ({
  ...report,
  since: since.toISOString(),
  retryAt: retryAt?.toISOString() ?? null,
});
