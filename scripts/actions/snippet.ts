import type { Contract } from '../../connectors/action.js';

/** An action's example as code of a workflow, the calls that come first included. */
export function snippet(name: string, { example }: Pick<Contract, 'example'>): string {
  const steps = (example.given ?? []).map(
    ({ as, action, input }) => `const ${as} = await ${action}(${literal(input)});`,
  );
  return [...steps, `await ${name}(${literal(example.input)});`].join('\n');
}

const width = 110;

/** A value as TypeScript would have it, with placeholders as the variables that they mean. */
export function literal(value: unknown, indent = ''): string {
  if (typeof value === 'string') return textLiteral(value);
  if (typeof value !== 'object' || value === null) return String(value);
  const inner = `${indent}  `;
  const parts = Array.isArray(value)
    ? value.map((item) => literal(item, inner))
    : Object.entries(value).map(([name, item]) => `${propertyName(name)}: ${literal(item, inner)}`);
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{ ', ' }'];
  const line = parts.length === 0 ? (open + close).replaceAll(' ', '') : `${open}${parts.join(', ')}${close}`;
  if (indent.length + line.length <= width && !line.includes('\n')) return line;
  return `${open.trim()}\n${parts.map((part) => `${inner}${part},\n`).join('')}${indent}${close.trim()}`;
}

const propertyName = (name: string) => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : quoted(name));

function textLiteral(text: string): string {
  const whole = /^\{\{\s*([\w.-]+)\s*\}\}$/.exec(text)?.[1];
  if (whole) return expression(whole);
  if (!/\{\{\s*[\w.-]+\s*\}\}/.test(text)) return quoted(text);
  const escaped = text.replaceAll(/[\\`]|\$(?=\{)/g, (character) => `\\${character}`);
  return `\`${escaped.replaceAll(/\{\{\s*([\w.-]+)\s*\}\}/g, (_, path: string) => `\${${expression(path)}}`)}\``;
}

/** `lines.0.key` → `lines[0].key` */
const expression = (path: string) => path.replaceAll(/\.(\d+)(?=\.|$)/g, '[$1]');

function quoted(text: string): string {
  const inner = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'");
  return `'${inner}'`;
}
