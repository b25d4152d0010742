// What the page says, in the language that the editor chose; days and lists as the browser writes them.

const LANGUAGES = ['en', 'es'];
const tables = new Map();
const speech = { lang: 'en', locale: 'en' };

export async function loadWords() {
  await Promise.all(LANGUAGES.map(async (lang) => tables.set(lang, await (await fetch(`page/words/${lang}.json`)).json())));
  const wished = navigator.languages.map((code) => code.slice(0, 2)).find((code) => tables.has(code));
  speak(wished || 'en');
}

export function speak(lang) {
  speech.lang = lang;
  speech.locale = navigator.languages.find((code) => code.slice(0, 2) === lang) || lang;
  document.documentElement.lang = lang;
}

export const spoken = () => speech.lang;

// The languages with their own names, and whether each is the one that is spoken.
export function languages() {
  return LANGUAGES.map((lang) => ({ lang, name: tables.get(lang).language, isSpoken: lang === speech.lang }));
}

// A sentence of the language's table. Values are put in once, and are never read as places for values.
export function say(key, values = {}) {
  let form = tables.get(speech.lang)[key];
  if (Array.isArray(form)) form = form[new Intl.PluralRules(speech.locale).select(values.n) === 'one' ? 0 : 1];
  return form.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

export const knows = (key) => key in tables.get(speech.lang);

// A day or a range of days, as ISO 8601 has it.
export function date(iso) {
  if (!iso) return say('noDate');
  const [first, last] = iso.split('/').map((day) => new Date(day));
  const format = new Intl.DateTimeFormat(speech.locale, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
  return last ? format.formatRange(first, last) : format.format(first);
}

// "Tapachula, town, MX-CHP"
export const placeText = (place) => [place.name, place.kind, place.where].filter(Boolean).join(', ');
