import { type Datum, toText } from '../datum.ts';

/** A value as the service compares and joins it: everything is a text. */
export function textual(value: Datum): string {
  if (typeof value === 'boolean') return String(value);
  return Array.isArray(value) ? value.map(textual).join(',') : toText(value);
}
