/** A file of the repository that is written from the code, never by hand. */
export interface GeneratedDocument {
  /** Relative to the root of the repository, with forward slashes. */
  readonly path: string;
  /**
   * The whole content. The same code always gives the same text.
   * @param before What the file held, for documents that remember.
   */
  render(before?: string): string | Promise<string>;
}

/** Says so on top of every generated Markdown file. */
export const generatedNotice = '<!-- Written by `npm run generate`; change the source instead. -->';
