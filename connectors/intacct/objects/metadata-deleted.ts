import type { IntacctClient } from '../client.js';
import { toGatewayTimestamp } from '../gateway/dates.js';
import { equal, type Filter } from '../gateway/query.js';
import { always, text, timestamp } from '../shapes/field.js';
import { shapeOf } from '../shapes/shape.js';

/** A line of the audit trail. */
export const auditEntry = shapeOf('AUDITHISTORY', {
  id: always(text('ID')),
  object: always(text('OBJECTTYPE')),
  objectKey: always(text('OBJECTKEY')),
  deletedAt: always(timestamp('ACCESSTIME')),
  userId: text('USERID'),
  source: text('SOURCE'),
});

interface Asked {
  readonly object?: string | undefined;
  readonly since: string;
  readonly limit: number;
  /** `<time of the last one>/<its ID>`: IDs alone need not grow with time. */
  readonly after?: string | undefined;
}

/** Deletions in the order in which they happened (facts/intacct-xml.md §10). */
export async function deletionsPage(intacct: IntacctClient, { object, since, limit, after }: Asked) {
  const { records, remaining } = await intacct.query({
    object: 'AUDITHISTORY',
    fields: auditEntry.paths,
    filter: {
      all: [
        // The one enum that `query` wants as its stored letter.
        equal('ACCESSMODE', 'D'),
        ...(object ? [equal('OBJECTTYPE', object.toLowerCase())] : []),
        compared('ACCESSTIME', 'greaterthanorequalto', since),
        ...(after === undefined ? [] : [following(after)]),
      ],
    },
    orderBy: [{ field: 'ACCESSTIME' }, { field: 'ID' }],
    pageSize: limit,
  });
  const deletions = records.map((record) => {
    const { object: type, ...entry } = auditEntry.from(record);
    return { ...entry, object: type.toUpperCase(), key: entry.objectKey.replace(/--REC$/, '') };
  });
  const last = deletions.at(-1);
  return { records: deletions, next: remaining > 0 && last ? `${last.deletedAt}/${last.id}` : null };
}

function following(cursor: string): Filter {
  const [time = '', id = ''] = cursor.split('/');
  const sameMoment: Filter = {
    all: [compared('ACCESSTIME', 'equalto', time), { compare: 'greaterthan', field: 'ID', value: id }],
  };
  return { any: [compared('ACCESSTIME', 'greaterthan', time), sameMoment] };
}

function compared(field: string, compare: 'equalto' | 'greaterthan' | 'greaterthanorequalto', iso: string): Filter {
  return { compare, field, value: toGatewayTimestamp(new Date(iso)) };
}
