/** Listeners by name. They are called behind what is going on, so they may call back, and one that throws harms nobody. */
export class Emitter<Told extends Record<string, unknown[]>> {
  #listeners = new Set<[keyof Told, Function]>();

  /** Answers the function that ends it. */
  on<Name extends keyof Told>(name: Name, listener: (...what: Told[Name]) => void): () => unknown {
    const entry: [keyof Told, Function] = [name, listener];
    this.#listeners.add(entry);
    return () => this.#listeners.delete(entry);
  }

  /** @internal */
  tell<Name extends keyof Told>(name: Name, ...what: Told[Name]): void {
    for (const [wanted, listener] of this.#listeners) if (wanted === name) queueMicrotask(() => listener(...what));
  }
}
