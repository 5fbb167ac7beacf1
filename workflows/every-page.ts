/** A page of a list action. */
interface Page {
  readonly records: readonly unknown[];
  readonly next: string | null;
}

/**
 * The pages of a list, in a workflow:
 *
 * ```ts
 * for await (const { records, next } of everyPage(listInvoices, { filter: "state = 'Posted'" })) …
 * ```
 *
 * Each page is an activity, and its records stay in the history. A workflow with many pages continues as new from time to time,
 * handing on `next` as `after`.
 */
export async function* everyPage<Input extends object, P extends Page>(
  list: (input: Input) => Promise<P>,
  input: Input,
): AsyncGenerator<P, void, undefined> {
  let page = await list(input);
  yield page;
  while (page.next !== null) {
    page = await list({ ...input, after: page.next });
    yield page;
  }
}
