import { journal } from '../shapes/lists.js';
import { documentation } from './fields.js';
import { mastersOf } from './master-actions.js';
import { permissions } from './permissions.js';

const journals = mastersOf(journal, {
  one: 'a journal by its symbol',
  many: 'journals',
  by: 'symbol',
  source: `${documentation('general-ledger/journals')}/`,
  may: permissions('General Ledger', 'Journals'),
});

export const getJournal = journals.get('GJ');
export const listJournals = journals.list(['symbol', 'name', 'status'], { status: 'active' });
