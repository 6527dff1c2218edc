import { ALWAYS, and, type Condition, NEVER, named, not, or } from '../../model/condition.ts';

/** A `when:` formula, or what was wrong and where in the text. `null` stands for always, as in the model. */
export type ParsedWhen =
  | { readonly ok: true; readonly condition: Condition | null; readonly names: readonly NameInFormula[] }
  | { readonly ok: false; readonly message: string; readonly offset: number };

export interface NameInFormula {
  readonly name: string;
  readonly offset: number;
}

/**
 * Reads `with_db and not (small or tiny)`. `not` binds tighter than `and`, `and` tighter than `or`; `!x` is `not x`.
 */
export function parseWhen(text: string): ParsedWhen {
  const parser = new WhenParser(text);
  try {
    const condition = parser.whole();
    return {
      ok: true,
      condition: condition.kind === 'literal' && condition.value ? null : condition,
      names: parser.names,
    };
  } catch (error) {
    if (!(error instanceof WhenError)) throw error;
    return { ok: false, message: error.message, offset: error.offset };
  }
}

class WhenError extends Error {
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

const DEEPEST = 100;
const WORDS = new Set(['and', 'or', 'not', '(', ')', '!']);

class WhenParser {
  readonly names: NameInFormula[] = [];
  readonly #tokens: readonly { readonly text: string; readonly offset: number }[];
  readonly #length: number;
  #at = 0;
  #depth = 0;

  constructor(text: string) {
    this.#tokens = [...text.matchAll(/[()!]|[^\s()!]+/g)].map((match) => ({ text: match[0], offset: match.index }));
    this.#length = text.length;
  }

  whole(): Condition {
    const condition = this.#any();
    const rest = this.#tokens[this.#at];
    if (rest) throw new WhenError(`'${rest.text}' was found, expected 'and', 'or' or the end`, rest.offset);
    return condition;
  }

  #any(): Condition {
    const parts = [this.#all()];
    while (this.#take('or')) parts.push(this.#all());
    return parts.length === 1 ? (parts[0] as Condition) : (or(...parts) ?? ALWAYS);
  }

  #all(): Condition {
    const parts = [this.#one()];
    while (this.#take('and')) parts.push(this.#one());
    return parts.length === 1 ? (parts[0] as Condition) : (and(...parts) ?? ALWAYS);
  }

  #one(): Condition {
    const token = this.#tokens[this.#at];
    if (!token) throw new WhenError("the formula ends here, expected a condition's name", this.#length);
    if ((this.#depth += 1) > DEEPEST) throw new WhenError(`nested deeper than ${DEEPEST}`, token.offset);
    const condition = this.#operand(token);
    this.#depth -= 1;
    return condition;
  }

  #operand(token: { readonly text: string; readonly offset: number }): Condition {
    if (this.#take('not') || this.#take('!')) return not(this.#one());
    if (this.#take('(')) {
      const inner = this.#any();
      if (!this.#take(')')) throw new WhenError("this '(' is never closed", token.offset);
      return inner;
    }
    if (WORDS.has(token.text)) {
      throw new WhenError(`'${token.text}' was found, expected a condition's name`, token.offset);
    }
    this.#at += 1;
    if (token.text === 'true' || token.text === 'false') return token.text === 'true' ? ALWAYS : NEVER;
    this.names.push({ name: token.text, offset: token.offset });
    return named(token.text);
  }

  #take(word: string): boolean {
    if (this.#tokens[this.#at]?.text !== word) return false;
    this.#at += 1;
    return true;
  }
}
