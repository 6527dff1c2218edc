/** Gives each array its place in one memory, so that WebAssembly and typed arrays see the same bytes. */
export class Layout {
  // Nothing lies at 0, which means "no table" to the sampler, nor where the machine keeps what it counts with.
  #bytes = 1024;

  /** @returns where `bytes` bytes begin; a multiple of `alignment`, which is a power of two */
  reserve(bytes: number, alignment = 64): number {
    const at = Math.ceil(this.#bytes / alignment) * alignment;
    this.#bytes = at + bytes;
    return at;
  }

  get bytes(): number {
    return this.#bytes;
  }
}
