import type { Emission } from './emission.ts';

export function emitWaits(_emission: Emission): void {}
