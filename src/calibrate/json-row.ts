import { type Instant, readInstant } from './instant.ts';
import { LogFault } from './log.ts';

/** A row of a JSON log: its fields asked for by name, each with what is expected of it. */
export class JsonRow {
  readonly place: string;
  readonly #fields: Readonly<Record<string, unknown>>;

  /** @param place `events.json: StackEvents[3]` @throws LogFault when it is no object */
  constructor(place: string, value: unknown) {
    this.place = place;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      throw new LogFault(`${place}: expected an object, found ${shown(value)}`);
    }
    this.#fields = value as Readonly<Record<string, unknown>>;
  }

  has(name: string): boolean {
    return Object.hasOwn(this.#fields, name);
  }

  /** @throws LogFault when it is missing or no text */
  text(name: string): string {
    return this.optionalText(name) ?? this.#refuse(name, 'text');
  }

  /** Null when it is missing or null. @throws LogFault when it is something else than text */
  optionalText(name: string): string | null {
    const value = this.has(name) ? this.#fields[name] : null;
    if (value === null || typeof value === 'string') return value;
    return this.#refuse(name, 'text');
  }

  /** @throws LogFault when it is no finite number */
  number(name: string): number {
    const value = this.has(name) ? this.#fields[name] : undefined;
    return typeof value === 'number' && Number.isFinite(value) ? value : this.#refuse(name, 'a number');
  }

  /** @throws LogFault when it is no time */
  instant(name: string): Instant {
    const value = this.has(name) ? this.#fields[name] : undefined;
    const read = typeof value === 'string' ? readInstant(value) : null;
    return read ?? this.#refuse(name, 'a time such as 2026-06-01T10:17:41Z');
  }

  /** The value as it is, or undefined. */
  raw(name: string): unknown {
    return this.has(name) ? this.#fields[name] : undefined;
  }

  #refuse(name: string, expected: string): never {
    const found = this.has(name) ? `found ${shown(this.#fields[name])}` : 'found nothing';
    throw new LogFault(`${this.place}.${name}: expected ${expected}, ${found}`);
  }
}

/** Rows of a list: `[…]`, or the list under one of these keys. Undefined when the document is something else. */
export function listUnder(json: unknown, keys: readonly string[]): { path: string; items: readonly unknown[] } | null {
  if (Array.isArray(json)) return { path: '', items: json };
  if (typeof json !== 'object' || json === null) return null;
  const key = keys.find((one) => Object.hasOwn(json, one));
  const items = key === undefined ? undefined : (json as Readonly<Record<string, unknown>>)[key];
  return Array.isArray(items) ? { path: key as string, items } : null;
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
