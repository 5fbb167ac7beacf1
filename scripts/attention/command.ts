import { createInterface } from 'node:readline/promises';
import { Command, InvalidArgumentError, Option } from 'commander';
import { type DecisionFlags, decisionFrom, decisionNames } from './decision.js';
import { type Grouping, groupings, listText } from './list.js';
import { type Parked, parkedSteps, type Wanted } from './parked.js';
import { type Answer, resolve, resolveAll } from './resolve.js';
import { connect, type Server } from './server.js';
import { shown, shownText } from './show.js';

/** What the commands need of the world; tests give their own. */
export interface Surroundings {
  connect(): Promise<Server>;
  print(text: string): void;
  /** Whether a person says yes; undefined where nobody can be asked. */
  confirm(question: string): Promise<boolean | undefined>;
}

interface ListFlags extends Wanted {
  readonly groupBy: Grouping;
  readonly limit: number;
  readonly json?: true;
}

interface ResolveFlags extends Wanted, DecisionFlags {
  readonly yes?: true;
  readonly json?: true;
}

const terminal: Surroundings = { connect, print: (text) => console.log(text), confirm };

/** Lists what waits for a person, tells all about one run, and sends decisions. */
export function attentionCommand(surroundings: Surroundings = terminal): Command {
  return (
    wanted(new Command('attention'))
      // `resolve --code` is an option of resolve, not of the list.
      .enablePositionalOptions()
      .description('Lists the runs that wait for a person and why, tells all about one, and decides about them.')
      .addOption(new Option('--group-by <what>', 'how to group them').choices(groupings).default('code'))
      .option('--limit <number>', 'how many of each group to show; all are counted', wholeNumber, 20)
      .option('--json', 'print one line of JSON for each step that waits, for scripts')
      .addHelpText(
        'after',
        '\nExamples:\n  attention --code currency_refused' +
          '\n  attention --query "IntacctRecord = \'INV-1042\'"' +
          '\n  attention show hubspot-deal/1/5001' +
          '\n  attention resolve hubspot-deal/1/5001 --decision retry' +
          '\n  attention resolve --code currency_refused --decision retry' +
          '\nThe server: TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE and so on, or the profile of the Temporal CLI.',
      )
      .action((flags: ListFlags) => withServer(surroundings, (server) => list(server, flags, surroundings)))
      .addCommand(showCommand(surroundings))
      .addCommand(resolveCommand(surroundings))
  );
}

function showCommand(surroundings: Surroundings): Command {
  return new Command('show')
    .description('Prints what a run is about, what it waits for and why, and how to go on.')
    .argument('<workflow-id>')
    .option('--json', 'print JSON, for scripts')
    .action((workflowId: string, { json }: { json?: true }) =>
      withServer(surroundings, async (server) => {
        const run = await shown(server, workflowId);
        surroundings.print(json ? JSON.stringify(run, undefined, 2) : shownText(run));
      }),
    );
}

function resolveCommand(surroundings: Surroundings): Command {
  return wanted(new Command('resolve'))
    .description('Decides about the step of one run that waits, or about all that wait for the same reason.')
    .argument('[workflow-id]', 'the run; without it, all that --code, --connection and --query select')
    .addOption(new Option('--decision <name>', 'what to do').choices(decisionNames).makeOptionMandatory())
    .option('--input <file>', 'JSON that the step shall work on instead, with "retry"; - reads standard input')
    .option('--record <number>', 'record number in Intacct that stands for the result, with "use"')
    .option('--step <name>', 'which step, where several wait')
    .option('--note <text>', 'why; kept with the run')
    .option('--by <name>', 'who decides; kept with the run (default: the user of this computer)')
    .option('--yes', 'do not ask before deciding about several')
    .option('--json', 'print one line of JSON for each run, for scripts')
    .action((workflowId: string | undefined, flags: ResolveFlags) =>
      withServer(surroundings, (server) =>
        workflowId === undefined
          ? decideAll(server, flags, surroundings)
          : decideOne(server, workflowId, flags, surroundings),
      ),
    );
}

function wanted(command: Command): Command {
  return command
    .option('--code <code>', 'only those with this error code, such as period_closed')
    .option('--connection <name>', 'only those of this company')
    .option('--query <query>', "only those that Temporal's list finds by this, such as \"IntacctRecord = 'INV-1042'\"");
}

async function withServer(surroundings: Surroundings, work: (server: Server) => Promise<void>): Promise<void> {
  const server = await surroundings.connect();
  try {
    await work(server);
  } finally {
    await server.close();
  }
}

async function list(
  server: Server,
  { json, groupBy, limit, ...which }: ListFlags,
  { print }: Surroundings,
): Promise<void> {
  const steps = parkedSteps(server, which);
  if (!json) print(await listText(steps, { by: groupBy, limit }));
  else for await (const step of steps) print(JSON.stringify(step));
}

async function decideOne(
  server: Server,
  workflowId: string,
  flags: ResolveFlags,
  { print }: Surroundings,
): Promise<void> {
  const answer = await resolve(server, workflowId, await decisionFrom(flags));
  print(answerText(answer, flags));
  if (answer.refused !== undefined) throw new Error('The run waits on.');
}

/** Throws after all were told when one has refused. */
async function decideAll(server: Server, flags: ResolveFlags, surroundings: Surroundings): Promise<void> {
  const parked = await selected(server, flags);
  if (parked.length === 0 && !flags.json) surroundings.print('Nothing waits for that.');
  if (parked.length > 0 && (await confirmed(parked, flags, surroundings))) {
    const answers = await resolveAll(server, parked, await decisionFrom(flags), (answer) =>
      surroundings.print(answerText(answer, flags)),
    );
    const refusals = answers.filter(({ refused }) => refused !== undefined).length;
    if (refusals > 0) throw new Error(`${refusals} of ${parked.length} were refused and wait on.`);
  }
}

function answerText({ refused, ...answer }: Answer, { json }: ResolveFlags): string {
  if (json) return JSON.stringify({ ...answer, accepted: refused === undefined, refused });
  const step = answer.step ? `, "${answer.step}"` : '';
  return `${refused ? 'refused ' : 'accepted'}  ${answer.workflowId}${step}${refused ? `: ${refused}` : ''}`;
}

/** The steps to decide about together. */
async function selected(server: Server, flags: ResolveFlags): Promise<Parked[]> {
  const { code, connection, query } = flags;
  if (code === undefined && connection === undefined && query === undefined) {
    throw new Error('Name a run, or say which ones: --code, --connection or --query.');
  }
  if (flags.input !== undefined || flags.record !== undefined) {
    throw new Error('An input or a record is for one run: name the run.');
  }
  const parked: Parked[] = [];
  for await (const step of parkedSteps(server, flags)) {
    if (flags.step === undefined || flags.step === step.step) parked.push(step);
  }
  return parked;
}

async function confirmed(
  parked: readonly Parked[],
  { decision, yes, json }: ResolveFlags,
  { print, confirm: ask }: Surroundings,
): Promise<boolean> {
  const codes = [...new Set(parked.map(({ code }) => code ?? 'an unknown reason'))].join(', ');
  const many = `${parked.length} ${parked.length === 1 ? 'step waits' : 'steps wait'} for ${codes}.`;
  if (!json) print(many);
  if (yes) return true;
  const agreed = await ask(`Decide "${decision}" for ${parked.length === 1 ? 'it' : 'all of them'}? [y/N] `);
  if (agreed === undefined) throw new Error('Nobody can be asked here; nothing was decided. Add --yes to decide.');
  return agreed;
}

async function confirm(question: string): Promise<boolean | undefined> {
  if (!process.stdin.isTTY) return undefined;
  const dialogue = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^y(es)?$/i.test((await dialogue.question(question)).trim());
  } finally {
    dialogue.close();
  }
}

function wholeNumber(text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  throw new InvalidArgumentError('Give a whole number.');
}
