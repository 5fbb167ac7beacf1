import { z } from 'zod';
import { CombinedBy } from './combined.js';
import { ErrorBody, partialFailure } from './errors.js';
import type { HubSpotHttp } from './http.js';
import { paths } from './paths.js';

const LinkType = z.looseObject({ category: z.string(), typeId: z.coerce.number(), label: z.string().nullish() });

/** One record that another is associated with, and as what. */
export interface Link {
  readonly id: string;
  readonly types: readonly z.output<typeof LinkType>[];
}

const Links = z.looseObject({
  results: z.array(
    z.looseObject({
      from: z.looseObject({ id: z.coerce.string() }),
      // The ID is a number on the wire, a string in the specification.
      to: z.array(z.looseObject({ toObjectId: z.coerce.string(), associationTypes: z.array(LinkType) })),
      paging: z.looseObject({ next: z.looseObject({ after: z.coerce.string() }).optional() }).optional(),
    }),
  ),
  errors: z.array(ErrorBody).optional(),
});

interface Page {
  readonly links: readonly Link[];
  readonly after?: string | undefined;
}

/** Reads what records are associated with; the first pages of one moment come in one batch. */
export class LinkReader {
  readonly #questions = new CombinedBy<Page>();

  constructor(private readonly http: HubSpotHttp) {}

  /** All links, page after page; none for a record that does not exist. */
  async read(from: string, id: string, to: string): Promise<readonly Link[]> {
    const links: Link[] = [];
    let page = await this.#questions.ask(`${from},${to}`, id, (ids) => this.#pages(from, to, ids));
    for (;;) {
      links.push(...page.links);
      const { after } = page;
      if (after === undefined) return links;
      page = (await this.#pages(from, to, [id], after))(id);
    }
  }

  async #pages(from: string, to: string, ids: readonly string[], after?: string) {
    const inputs = ids.map((id) => ({ id, ...(after === undefined ? {} : { after }) }));
    const call = { method: 'POST', path: paths.links(from, to), body: { inputs } } as const;
    const { results, errors = [] } = await this.http.call(Links, call);
    const pages = new Map(results.map((result) => [result.from.id, pageOf(result)]));
    return (id: string) => pages.get(id) ?? none(errors, id);
  }
}

function pageOf({ to, paging }: z.output<typeof Links>['results'][number]): Page {
  const links = to.map(({ toObjectId, associationTypes }) => ({ id: toObjectId, types: associationTypes }));
  return { links, after: paging?.next?.after };
}

/** HubSpot reports "none" as an error. */
function none(errors: readonly ErrorBody[], id: string): Page {
  const failed = errors
    .filter(({ category }) => category !== 'OBJECT_NOT_FOUND')
    .find(({ context }) => context?.fromObjectId === undefined || context.fromObjectId.includes(id));
  if (failed) throw partialFailure(failed);
  return { links: [] };
}
