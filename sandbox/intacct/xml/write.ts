/** XML text ready to send. Everything below returns it; plain values go through `escapeText`. */
export type Markup = string;

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#039;',
};

/** Escapes as the gateway does: apostrophes and quotes too, the former as `&#039;`. */
export function escapeText(text: string): string {
  return /[&<>"']/.test(text) ? text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character) : text;
}

/** `<name>text</name>`; an empty text gives `<name></name>`, which is how the gateway writes nothing. */
export function leaf(name: string, text: string): Markup {
  return `<${name}>${escapeText(text)}</${name}>`;
}

export function wrap(
  name: string,
  content: Markup,
  attributes: Readonly<Record<string, string | number>> = {},
): Markup {
  let start = `<${name}`;
  for (const [key, value] of Object.entries(attributes)) start += ` ${key}="${escapeText(String(value))}"`;
  return `${start}>${content}</${name}>`;
}

/** Puts every tag that follows another tag on its own line; values are left untouched. */
export function withWhitespace(markup: Markup): Markup {
  return markup.replace(/>(?=<[^/])/g, '>\n').replace(/(<\/[^>]+>)(?=<\/)/g, '$1\n');
}
