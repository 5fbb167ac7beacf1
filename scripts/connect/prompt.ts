import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { json } from 'node:stream/consumers';
import { type Entered, type Field, questions } from './credentials.js';

/** Asks a person on the terminal; else reads JSON from standard input. Never from arguments, which everyone can see. */
export async function entered(fields: readonly Field[]): Promise<unknown> {
  if (!process.stdin.isTTY) return fromStandardInput();
  const answers: Entered = {};
  for (const field of fields) answers[field] = await ask(field);
  return answers;
}

async function fromStandardInput(): Promise<unknown> {
  try {
    return await json(process.stdin);
  } catch {
    // The parser's own message would show what it read.
    throw new Error(`Send JSON on standard input, with ${Object.keys(questions).join(', ')}.`);
  }
}

async function ask(field: Field): Promise<string> {
  const { ask: question, hidden } = questions[field];
  const prompt = `${question}: `;
  // What is typed is shown by the dialogue, so a hidden one gets nowhere to write, and its prompt is written past it.
  if (hidden) process.stderr.write(prompt);
  const dialogue = createInterface({
    input: process.stdin,
    output: hidden ? nowhere() : process.stderr,
    terminal: true,
  });
  dialogue.once('SIGINT', () => process.exit(130));
  try {
    return await dialogue.question(prompt);
  } finally {
    dialogue.close();
    if (hidden) process.stderr.write('\n');
  }
}

const nowhere = () => new Writable({ write: (_chunk, _encoding, done) => done() });
