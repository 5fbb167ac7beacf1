import { z } from 'zod';
import type { XmlElement } from '../gateway/envelope.js';
import { childrenOf, type IntacctRecord, textOf, type XmlNode } from '../gateway/reply.js';

/**
 * Most characters of base64 that one call carries, all its files together: inputs and results of steps stay in the history
 * of their workflow, and Temporal takes 2 MB at most.
 */
const mostCharacters = 1_400_000;

const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

const File = z.strictObject({
  name: z
    .string()
    .max(200)
    .regex(/^[^/\\]+\.[A-Za-z0-9]{1,10}$/, 'must be a file name with its extension, such as "order.pdf"'),
  content: z.string().min(4).regex(base64, 'must be base64').describe('The file, as base64.'),
});

export const FilesInput = z
  .array(File)
  .min(1)
  .max(20)
  .refine((files) => files.reduce((sum, { content }) => sum + content.length, 0) <= mostCharacters, {
    message: 'must not be more than 1,400,000 characters of base64 (about 1 MB of files) together',
  });

/** Intacct keeps a file's name without its extension. */
export function filesElement(files: z.output<typeof FilesInput>): XmlElement {
  return {
    attachment: files.map(({ name, content }) => {
      const dot = name.lastIndexOf('.');
      return { attachmentname: name.slice(0, dot), attachmenttype: name.slice(dot + 1), attachmentdata: content };
    }),
  };
}

export const StoredFile = z.looseObject({
  name: z.string(),
  bytes: z.int(),
  content: z.string().nullable().describe('Base64, when asked for and when all files together are about 1 MB at most.'),
});

/** Files of an attachment as `get_list` shows it. */
export function filesOf(attachment: IntacctRecord, contents: boolean): z.input<typeof StoredFile>[] {
  const files = childrenOf(attachment.ATTACHMENTS as XmlNode | undefined, 'attachment').map((file) => ({
    name: [textOf(file, 'attachmentname'), textOf(file, 'attachmenttype')].filter(Boolean).join('.'),
    content: textOf(file, 'attachmentdata').replace(/\s/g, ''),
  }));
  const fits = files.reduce((sum, { content }) => sum + content.length, 0) <= mostCharacters;
  return files.map(({ name, content }) => ({
    name,
    bytes: Buffer.byteLength(content, 'base64'),
    content: contents && fits ? content : null,
  }));
}
