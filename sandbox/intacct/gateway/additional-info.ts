import type { ErrorEntry } from '../refusals.js';
import { leaf, type Markup, wrap } from '../xml/write.js';

/** Error number → the stable ID and message of the vendor's catalogue. Others are not known and stay empty. */
const KNOWN: Readonly<Record<string, readonly [errorId: string, messageId: string, category: string]>> = {
  BL34000061: ['CO-0061', 'IA.ANOTHER_VALUE_ALREADY_EXISTS', 'BUSINESS_RULE'],
  BL03002185: ['SL-2185', 'IA.TRANSACTION_NUMBER_ALREADY_EXISTS', 'BUSINESS_RULE'],
  PL04000005: ['PL-0005', 'IA.NO_PERMISSION_FOR_API_OPERATION', 'PERMISSION'],
  DL02000001: ['DL-0001', 'IA.PROCESSING_ERROR', 'SYSTEM'],
};

/** What `showadditionalerrorinfo` adds to an error. The IDs are invented, the shape is the documented one. */
export function additionalInfo({ errorno, description2 }: ErrorEntry): Markup {
  const [errorId = '', messageId = '', category = ''] = KNOWN[errorno] ?? [];
  const quoted = [...description2.matchAll(/'([^']*)'|value\(s\) (\S+)/g)].map((match) => match[1] ?? match[2] ?? '');
  const placeholders = quoted.map((value, index) => wrap('placeholder', '', { name: `VALUE_${index + 1}`, value }));
  const message = (name: string, id: string, holders: Markup) =>
    wrap(name, leaf('messageid', id) + TARGET + wrap('placeholders', holders));
  return wrap(
    'additionalinfo',
    leaf('errorid', errorId) +
      leaf('category', category) +
      TARGET +
      message('description', messageId, messageId === '' ? '' : placeholders.join('')) +
      message('cdescription', '', '') +
      message('correction', '', ''),
  );
}

const TARGET = wrap('target', '', { domain: '', requestinfo: '', object: '', field: '', businessinfo: '' });
