import { readFile } from 'node:fs/promises';
import { Command, InvalidArgumentError, Option } from 'commander';
import { loadEnvironment, serverConfig } from '../../config.js';
import { type Inbox, type InboxEvent, type InboxState, inboxStates } from '../../store/inbox.js';
import { openStore } from '../../store/open.js';
import { triggers } from '../../triggers.js';
import type { TriggerEvent } from '../../webhooks/event.js';
import { columns } from '../actions/columns.js';
import { eventsIn } from './events-in.js';
import { trial } from './trial.js';

interface Json {
  readonly json?: true;
}

interface EventFlags extends Json {
  readonly failed?: true;
  readonly state?: InboxState;
  readonly limit: number;
}

/** What the triggers are, what they would do, and what has become of events. */
export function triggersCommand(): Command {
  return new Command('triggers')
    .description('Shows the triggers of triggers.ts, what they would do, and what has become of events.')
    .addHelpText(
      'after',
      '\nExamples:\n  triggers list\n  triggers test delivery.json   what an event would do, without doing it' +
        '\n  triggers events --failed\n  triggers replay 17            hand an event out again' +
        '\nEvents are read where the server keeps them: DATABASE_URL, or its folder, which only one process can have open.',
    )
    .addCommand(listCommand())
    .addCommand(testCommand())
    .addCommand(eventsCommand())
    .addCommand(replayCommand());
}

function listCommand(): Command {
  return new Command('list')
    .description('Lists the triggers.')
    .option('--json', 'print JSON, for scripts')
    .action(({ json }: Json) => {
      const all = triggers({ mapping: {} }).map(
        ({ name, source, object, workflow, signal, again = 'afterFailure' }) => ({
          name,
          source,
          object,
          workflow,
          again,
          ...(signal ? { signal } : {}),
        }),
      );
      const rows = all.map(({ name, source, object, workflow }) => [name, source, object, workflow]);
      print(json ? all : columns([['TRIGGER', 'SOURCE', 'OBJECT', 'WORKFLOW'], ...rows]));
    });
}

function testCommand(): Command {
  return new Command('test')
    .description('Shows what an event would do, without doing it. Reads the record that it is about.')
    .argument('<file>', "a HubSpot delivery, or an event as 'triggers events --json' prints it; - reads standard input")
    .option('--json', 'print JSON, for scripts')
    .action(async (file: string, { json }: Json) => {
      const text = await readFile(file === '-' ? '/dev/stdin' : file, 'utf8');
      const told = await trial(eventsIn(text), loadEnvironment());
      print(json ? told : told.map(({ event, would }) => `${titleOf(event)}\n  ${would.join('\n  ')}`).join('\n'));
    });
}

function eventsCommand(): Command {
  return new Command('events')
    .description('Lists events, newest first, with what has become of them.')
    .addOption(new Option('--state <state>', 'only those in this state').choices(inboxStates))
    .option('--failed', 'the same as --state failed')
    .option('--limit <number>', 'how many', positive, 20)
    .option('--json', 'print JSON, for scripts')
    .action(({ failed, state, limit, json }: EventFlags) =>
      withInbox(async (inbox) => {
        const wanted = failed ? 'failed' : state;
        const events = await inbox.list({ ...(wanted ? { state: wanted } : {}), most: limit });
        print(json ? events : columns([['ID', 'RECEIVED', 'STATE', 'TRIES', 'EVENT', 'OUTCOME'], ...events.map(row)]));
      }),
    );
}

function replayCommand(): Command {
  return new Command('replay')
    .description(
      'Hands a handled or failed event out again. A workflow that it has started already is not started twice.',
    )
    .argument('<id>', 'of the event, as the list shows it', positive)
    .action((id: number) =>
      withInbox(async (inbox) => {
        if (await inbox.replay(id))
          return print(`Event ${id} waits for the server, which forwards it within a second.`);
        const found = await inbox.find(id);
        throw new Error(found ? `Event ${id} waits already.` : `There is no event ${id}. List them: triggers events`);
      }),
    );
}

async function withInbox(work: (inbox: Inbox) => Promise<void>): Promise<void> {
  const { inbox, close } = await openStore(serverConfig(loadEnvironment()).store);
  try {
    await work(inbox);
  } finally {
    await close();
  }
}

function row({ id, receivedAt, state, attempts, event, outcome }: InboxEvent): string[] {
  const title = titleOf(event as unknown as TriggerEvent);
  return [String(id), receivedAt.toISOString(), state, String(attempts), title, outcome ?? ''];
}

function titleOf({ source, account, object, recordId, change, property }: TriggerEvent): string {
  return [source, account, object, recordId, change, property].filter(Boolean).join(' ');
}

function positive(text: string): number {
  if (!/^[1-9]\d{0,14}$/.test(text)) throw new InvalidArgumentError('It must be a positive number.');
  return Number(text);
}

function print(what: unknown): void {
  console.log(typeof what === 'string' ? what : JSON.stringify(what, undefined, 2));
}
