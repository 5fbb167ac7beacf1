import { createRequire } from 'node:module';
import type * as proto from '@temporalio/proto';

// A CommonJS module whose names an `import` cannot see.
const { temporal }: typeof proto = createRequire(import.meta.url)('@temporalio/proto');

/** A payload as it goes over the wire: `encode` to bytes, `toJSON` as Temporal's UI sends it. */
export const WirePayload = temporal.api.common.v1.Payload;
