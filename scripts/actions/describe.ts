import { z } from 'zod';
import { hubSpotMeanings } from '../../connectors/hubspot/error-catalogue.js';
import { meaningOf } from '../../connectors/intacct/gateway/errors.js';
import { columns } from './columns.js';
import { type FieldRow, fieldRows } from './fields.js';
import type { NamedAction } from './groups.js';
import { snippet } from './snippet.js';

/** One action as a program reads it. */
export function actionJson({ name, contract }: NamedAction): object {
  const { input, output, ...rest } = contract;
  return {
    name,
    ...rest,
    input: z.toJSONSchema(input, { io: 'input' }),
    output: z.toJSONSchema(output, { io: 'output' }),
  };
}

/** One action as a person reads it. */
export function actionText({ name, contract }: NamedAction): string {
  const { summary, details, effect, input, output, errors = [], permissions, source } = contract;
  const parts = [
    `${name} (${effect}): ${summary}`,
    details,
    fieldsText('Input', fieldRows(input, 'input')),
    fieldsText('Output', fieldRows(output, 'output')),
    `Example\n${indented(snippet(name, contract))}`,
    listed(
      'Errors to expect',
      errors.map((error) => [error, titleOf(error)]),
    ),
    listed(
      'Permissions',
      permissions.map((permission) => [permission]),
    ),
    `Source\n  ${source}`,
  ];
  return parts.filter(Boolean).join('\n\n');
}

/** Codes that both systems use mean the same in both. */
function titleOf(error: string): string {
  return hubSpotMeanings.find(({ code }) => code === error)?.title ?? meaningOf(error).title;
}

function fieldsText(heading: string, rows: readonly FieldRow[]): string {
  const lines = rows.map(({ path, required, type, description }) => [
    `${path}${required && heading === 'Input' ? ' *' : ''}`,
    type,
    description,
  ]);
  const note = heading === 'Input' && rows.some(({ required }) => required) ? ' (* required)' : '';
  return rows.length === 0 ? `${heading}: nothing` : listed(`${heading}${note}`, lines);
}

function listed(heading: string, rows: readonly (readonly string[])[]): string {
  return rows.length === 0 ? '' : `${heading}\n${indented(columns(rows))}`;
}

const indented = (text: string) => text.replaceAll(/^/gm, '  ');
