/** Remembers how to stop each part, last started first stopped. */
export class Parts {
  readonly #stops: (() => Promise<unknown>)[] = [];

  async start<Part>(starting: Promise<Part>, stop: (part: Part) => Promise<unknown>): Promise<Part> {
    const part = await starting;
    this.#stops.push(() => stop(part));
    return part;
  }

  async stop(): Promise<void> {
    for (const stop of this.#stops.splice(0).reverse()) await stop();
  }
}
