import { type Offered, offeredActions, offeredWorkflows } from './offered.js';

let html: string | undefined;

/** The API for readers: what there is, what it does, and how to call it. */
export function page(): string {
  html ??= document();
  return html;
}

function document(): string {
  return `<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>temporal-intacct API</title>
<style>
  body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
  summary { cursor: pointer } code, pre { font-family: ui-monospace, monospace; font-size: 14px }
  pre { background: #8881; padding: .8rem; overflow: auto; border-radius: 6px } .effect { color: #777 }
</style>
<h1>temporal-intacct API</h1>
<p>Every call becomes a run in Temporal. It waits up to 20 seconds for the result (<code>?wait=60</code> for longer,
<code>?wait=0</code> to return at once), and otherwise answers 202 with the run, which <code>GET /runs/&lt;workflow ID&gt;</code>
tells about. With an <code>Idempotency-Key</code> a repeated call is the same run. Keys go into
<code>Authorization: Bearer …</code>. Machines read <a href="/openapi.json">openapi.json</a>.</p>
<h2>Workflows</h2>
${[...offeredWorkflows.values()].map((each) => section(each, 'workflows')).join('\n')}
<h2>Actions</h2>
${[...offeredActions.values()].map((each) => section(each, 'actions')).join('\n')}
</html>`;
}

function section({ name, summary, details, effect, example }: Offered, kind: string): string {
  const call = `curl -H "Authorization: Bearer $KEY" -H "Content-Type: application/json" \\
  -d '${JSON.stringify(example)}' \\
  "$SERVER/${kind}/${name}"`;
  return `<details><summary><b>${escaped(name)}</b> <span class="effect">${effect ?? ''}</span> ${escaped(summary)}</summary>
${details ? `<p>${escaped(details)}</p>` : ''}<pre>${escaped(call)}</pre></details>`;
}

function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
