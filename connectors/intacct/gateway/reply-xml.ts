import { SaxesParser } from 'saxes';
import { htmlEntities } from './reply-entities.js';

/** Told of a document as it is read. What it throws refuses the document. */
export interface XmlHandler {
  open(name: string): void;
  /** Of the element just opened. */
  attribute(name: string, value: string): void;
  /** Decoded; an element's text may come in several parts. */
  text(text: string): void;
  close(name: string): void;
}

/** What saxes finds wrong but cannot change the structure: the text stays as it is, for its record is worth having. */
const blemishes = new Set([
  'disallowed character.',
  'undefined entity.',
  'malformed character entity.',
  'the string "]]>" is disallowed in char data.',
]);

/** Each costs an error object, so that a body of nothing else would stop the worker for minutes. */
const mostBlemishes = 20_000;

/**
 * Reads one XML document from chunks, in UTF-8 that may be split anywhere. Refuses whatever is not well-formed and every
 * document type, so that no entity is ever defined. Holds no more than the chunk and the text being read.
 */
export class XmlReader {
  readonly #decoder = new TextDecoder();
  #parser: SaxesParser | undefined;
  #blemishes = 0;

  constructor(handler: XmlHandler) {
    this.#parser = this.#parserFor(handler);
  }

  /** Never throws; after a refusal the rest is ignored. */
  write(chunk: Uint8Array | string): void {
    const text = typeof chunk === 'string' ? chunk : this.#decoder.decode(chunk, { stream: true });
    this.#unlessRefused((parser) => parser.write(text));
  }

  /** Whether what was written is one complete document that was not refused. */
  end(): boolean {
    const rest = this.#decoder.decode();
    return this.#unlessRefused((parser) => parser.write(rest).close());
  }

  #unlessRefused(read: (parser: SaxesParser) => void): boolean {
    if (!this.#parser) return false;
    try {
      read(this.#parser);
      return true;
    } catch {
      this.#parser = undefined;
      return false;
    }
  }

  #parserFor(handler: XmlHandler): SaxesParser {
    const parser = new SaxesParser({ position: false });
    Object.assign(parser.ENTITIES, htmlEntities);
    parser.on('doctype', () => parser.fail('no document type is read.'));
    parser.on('error', (error) => this.#overlookOrThrow(error));
    parser.on('opentagstart', ({ name }) => handler.open(name));
    parser.on('attribute', ({ name, value }) => handler.attribute(name, value));
    parser.on('text', (text) => handler.text(text));
    parser.on('cdata', (text) => handler.text(text));
    parser.on('closetag', ({ name }) => handler.close(name));
    return parser;
  }

  #overlookOrThrow(error: Error): void {
    this.#blemishes += 1;
    if (this.#blemishes > mostBlemishes || !blemishes.has(error.message)) throw error;
  }
}
