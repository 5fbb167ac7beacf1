import { ApplicationFailure } from '@temporalio/workflow';
import { Big } from 'big.js';
import type { Intacct } from '../../activities/intacct.js';
import type { Invoice } from './draft-and-post.js';

type Account = Awaited<ReturnType<Intacct['getAccount']>>;
type Line = Invoice['lines'][number] | Awaited<ReturnType<Intacct['getBill']>>['lines'][number];

/** What stands against posting. */
export interface Problem {
  readonly field: string;
  readonly problem: string;
  readonly cure: string;
}

/**
 * Looks for everything that Intacct would refuse about a draft, so that people mend it in one go. Fails as
 * `not_ready_to_post` with all problems. Whether the period is open only Intacct knows: posting shows it.
 */
export async function preflight(ledger: Intacct, invoice: Invoice): Promise<void> {
  const [customer, ofLines] = await Promise.all([
    ledger.getCustomer({ id: invoice.customerId }),
    linesProblems(ledger, invoice.lines),
  ]);
  requireReady(`Invoice ${invoice.number}`, [...customerProblems(customer), ...totalProblems(invoice), ...ofLines]);
}

/** Throws `not_ready_to_post` with all problems, where there are any. */
export function requireReady(document: string, problems: readonly Problem[]): void {
  if (problems.length === 0) return;
  throw ApplicationFailure.create({
    type: 'not_ready_to_post',
    message: `${document} cannot be posted: ${problems.map(({ problem }) => problem).join('; ')}.`,
    nonRetryable: true,
    details: [
      {
        kind: 'rejected',
        title: 'The draft is not ready to be posted',
        advice: `${[...new Set(problems.map(({ cure }) => cure))].join(' ')} Then retry.`,
        field: problems[0]?.field,
        problems,
      },
    ],
  });
}

function customerProblems({ id, status, onHold }: Awaited<ReturnType<Intacct['getCustomer']>>): Problem[] {
  const cure = `Open customer ${id} in Intacct and mend it.`;
  return [
    ...(status === 'inactive' ? [{ field: 'customerId', problem: `customer ${id} is inactive`, cure }] : []),
    ...(onHold ? [{ field: 'customerId', problem: `customer ${id} is on hold`, cure }] : []),
  ];
}

function totalProblems({ lines, total }: Invoice): Problem[] {
  const sum = lines.reduce((all, { amount }) => all.plus(amount ?? 0), new Big(0));
  if (sum.eq(total)) return [];
  const problem = `the lines add up to ${sum.toFixed(2)}, the invoice says ${total}`;
  return [{ field: 'lines', problem, cure: 'Open the draft in Intacct and save it again.' }];
}

const dimensions = [
  'location',
  'department',
  'project',
  'task',
  'customer',
  'vendor',
  'employee',
  'item',
  'class',
  'contract',
  'warehouse',
] as const;

/** Dimensions that the lines lack and their accounts require. */
export async function linesProblems({ getAccount }: Intacct, lines: readonly Line[]): Promise<Problem[]> {
  const numbers = [...new Set(lines.flatMap(({ accountNumber }) => accountNumber ?? []))];
  const accounts = await Promise.all(numbers.map((accountNumber) => getAccount({ accountNumber })));
  return lines.flatMap((line, index) => lineProblems(line, index, accounts));
}

function lineProblems(line: Line, index: number, accounts: readonly Account[]): Problem[] {
  const account = accounts.find(({ accountNumber }) => accountNumber === line.accountNumber);
  const requires = (dimension: string) =>
    account?.[`requires${dimension[0]?.toUpperCase()}${dimension.slice(1)}`] === true;
  return dimensions
    .filter((dimension) => requires(dimension) && !line[`${dimension}Id`])
    .map((dimension) => ({
      field: `lines[${index}].${dimension}Id`,
      problem: `line ${index + 1} lacks the ${dimension} that account ${line.accountNumber} requires`,
      cure: 'Give the lines what their accounts require.',
    }));
}
