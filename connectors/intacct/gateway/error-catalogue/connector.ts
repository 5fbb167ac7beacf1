import type { ErrorMeaning } from './entry.js';

/** What the connector itself says, without Intacct having answered no. Not matched: raised where it happens. */
export const connectorErrors: readonly ErrorMeaning[] = [
  {
    code: 'invalid_input',
    kind: 'invalid_input',
    title: 'The input is not what the action takes',
    cause: 'A field is missing, misspelt or of the wrong form; this was noticed before anything was sent.',
    solution: 'Correct the fields that the message names. Nothing was sent to Intacct.',
  },
  {
    code: 'name_ambiguous',
    kind: 'invalid_input',
    title: 'Several records have this name',
    cause: 'A reference was given by name (`resolve: "name"`), and more than one record has that name or ID.',
    solution: 'Give the ID of the right one instead: the message lists them. Nothing was written.',
  },
  {
    code: 'too_many_records',
    kind: 'invalid_input',
    title: 'More records than one call returns',
    cause: 'All records of a query were asked for at once, and there are more than a result may hold.',
    solution: 'Narrow the filter, or read page by page with `after`. Nothing was changed.',
  },
  {
    code: 'unknown_outcome',
    kind: 'unknown_outcome',
    title: 'Whether the call was executed is not known',
    cause: 'The call left, and the connection broke, the time ran out, or the answer could not be read.',
    solution:
      'Nothing: the record is looked for before anything is sent again, so that it is never written twice. If it lasts, check the network and Intacct’s status page.',
    retry: 'soon',
  },
  {
    code: 'outcome_needs_decision',
    kind: 'unknown_outcome',
    title: 'A person must decide whether the record is ours',
    cause:
      'The answer to a write was lost, and Intacct holds records with the same values, none of which is certain to be this one.',
    solution:
      'Compare them in Intacct. If one is this write, go on with it; if none is, repeat the step under a new key. Numbers of your own on every document make this error impossible.',
  },
  {
    code: 'limit_wait',
    kind: 'throttled',
    title: 'The call waits for its turn',
    cause: 'The limits of this connection leave no room for the call yet, because others of the same company go first.',
    solution:
      'Nothing: the call comes again by itself, and nothing was sent. If it lasts, look at the usage and the limits of the connection.',
    retry: { afterMs: 10_000 },
  },
  {
    code: 'not_sent',
    kind: 'rejected',
    title: 'The write was cancelled before it happened',
    cause: 'A run was cancelled while this write waited for its turn.',
    solution: 'Nothing: nothing was written.',
  },
  {
    code: 'write_noted_before',
    kind: 'unknown_outcome',
    title: 'Another attempt has sent this write',
    cause:
      'The write ledger knows this very write: an attempt before this one has sent it, or one beside it is sending it.',
    solution: 'Nothing was sent now. The record is looked for before the write is sent again, by itself.',
    retry: 'soon',
  },
  {
    code: 'store_unavailable',
    kind: 'unavailable',
    title: 'The connector’s own database does not answer',
    cause:
      'Before a write is sent it is noted down, so that it can never happen twice, and the database for that was out of reach.',
    solution:
      'Nothing was sent, and the call is repeated by itself. If it lasts, check the database that DATABASE_URL names.',
    retry: 'soon',
  },
  {
    code: 'unexpected_response',
    kind: 'unexpected_response',
    title: 'Intacct’s answer is not of the promised form',
    cause: 'The call went through, but its answer lacks something that every answer of this kind should hold.',
    solution:
      'Look the record up before repeating the step, as a write may have happened; then report this with its details.',
  },
  {
    code: 'endpoint_not_trusted',
    kind: 'unexpected_response',
    title: 'The sign-in points to a foreign server',
    cause: 'Intacct tells at sign-in which server to use, and the one named is outside of Intacct’s domain.',
    solution:
      'Nothing was sent there. Check the configured endpoint, and whether something sits between the worker and Intacct.',
  },
  {
    code: 'credentials_incomplete',
    kind: 'credentials',
    title: 'The connection lacks some of its settings',
    cause: 'The worker was asked to use a connection, and one of its values is missing or malformed.',
    solution: 'Set the variables that the message names, in the environment or in .env of the worker, then restart it.',
  },
  {
    code: 'connection_name_invalid',
    kind: 'invalid_input',
    title: 'No connection can have this name',
    cause:
      'A connection’s name has letters, digits, dots, hyphens and underscores, and perhaps an entity after a slash.',
    solution: 'Name the connection as the worker knows it, such as `acme`, or `acme/E100` for its entity E100.',
  },
  {
    code: 'match_ambiguous',
    kind: 'rejected',
    title: 'Several records fit where one was meant',
    cause: 'A record was looked for by a value of its own, and Intacct has more than one with that value.',
    solution: 'Leave the value with one of the records that the message names, or name the record by its ID.',
  },
  {
    code: 'file_too_large',
    kind: 'rejected',
    title: 'The file is too large for a workflow',
    cause: 'What an action returns stays in the history of the workflow, and files of this size do not belong there.',
    solution: 'Fetch the file outside of a workflow, or open it in Intacct.',
  },
];
