import type { Intacct } from '../../activities/intacct.js';
import { step } from '../step.js';
import type { Compensate } from '../undo.js';
import { unlessInUse } from './own.js';

type NewAttachment = Parameters<Intacct['createAttachment']>[0];

/**
 * Stores files for a document, whose `attachmentId` is returned; undefined when there are none or an operator leaves them
 * out. They are removed again if what follows fails.
 */
export async function attach(
  { createAttachment, deleteAttachment }: Intacct,
  wanted: NewAttachment | undefined,
  compensate: Compensate,
): Promise<string | undefined> {
  if (!wanted) return undefined;
  const stored = await step<{ readonly id: string } | undefined, NewAttachment>(
    'Store the attachments',
    createAttachment,
    {
      input: wanted,
      checkedBy: 'intacct.createAttachment',
      skip: () => undefined,
      done: (attachment) => attachment && `Files stored as attachment ${attachment.id}`,
    },
  );
  if (!stored) return undefined;
  const { id } = stored;
  compensate(`attachment ${id}`, () => unlessInUse(() => deleteAttachment({ id })));
  return id;
}
