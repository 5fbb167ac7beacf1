import { datetime, number, type PropertyDefinition, select, system, text } from './definition.js';

export function noteProperties(): PropertyDefinition[] {
  return [
    datetime('hs_timestamp', 'Activity date'),
    text('hs_note_body', 'Note body', { fieldType: 'html' }),
    text('hs_attachment_ids', 'Attached file IDs'),
    select('hubspot_owner_id', 'Activity assigned to', []),
    number('hs_object_id', 'Record ID', system),
    datetime('hs_createdate', 'Create Date', system),
    datetime('hs_lastmodifieddate', 'Last Modified Date', system),
  ];
}
