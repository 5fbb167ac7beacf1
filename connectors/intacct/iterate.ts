import type { z } from 'zod';
import { type Action, callAction } from '../action.js';
import type { IntacctClient } from './client.js';

/** A list as actions return it. */
type PageOf<Item> = z.ZodType<{ records: Item[]; next: string | null }>;

/** A list action. */
export type List<In extends z.ZodType, Item> = Action<In, PageOf<Item>, IntacctClient>;

/**
 * The pages of a list, each read when it is wanted, so that any number of records takes the memory of one page. For use outside
 * of workflows; inside, see `everyPage` in `workflows/every-page.ts`.
 *
 * ```ts
 * for await (const { records } of pagesOf(company.client(), listInvoices, { filter: "state = 'Posted'", limit: 2000 })) …
 * ```
 */
export async function* pagesOf<In extends z.ZodType, Item>(
  intacct: IntacctClient,
  list: List<In, Item>,
  input: z.input<In>,
): AsyncGenerator<{ records: Item[]; next: string | null }, void, undefined> {
  let sent: unknown = input;
  for (;;) {
    const page = await callAction('list', list, sent, intacct);
    yield page;
    if (page.next === null) return;
    sent = { ...(input as object), after: page.next };
  }
}

/** The records of a list, one by one; see `pagesOf`. */
export async function* recordsOf<In extends z.ZodType, Item>(
  intacct: IntacctClient,
  list: List<In, Item>,
  input: z.input<In>,
): AsyncGenerator<Item, void, undefined> {
  for await (const { records } of pagesOf(intacct, list, input)) yield* records;
}
