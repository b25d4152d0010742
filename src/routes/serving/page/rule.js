// The dialog in which an editor rules on a name or a report, and where the ruling holds.

import { button, byId, choice, el, field } from './dom.js';
import { caravanName, meant, reportWords } from './article.js';
import { store } from './server.js';
import { placeText, say } from './words.js';

const dialog = byId('ruling');
const STATUSES = ['departed', 'arrived', 'passed', 'present', 'planned', 'blocked'];

const select = (name, rows, chosen) => el('select', { name, 'aria-label': say(name) }, ...rows.map(([value, words]) => el('option', { value, selected: value === chosen }, words)));
const input = (name, attributes) => el('input', { name, type: 'text', autocomplete: 'off', 'aria-label': say(name), ...attributes });

export function listPlaces() {
  const rows = store.state.places.map((place) => el('option', { value: place.id }, placeText(place)));
  byId('places').replaceChildren(...rows);
}

function scopes({ article }, one) {
  const rows = [['this', say(one)], ['article', say('scopeArticle')]];
  if (article.publisher) rows.push(['publisher', say('scopePublisher', { publisher: article.publisher })]);
  return choice('scope', say('scope'), [...rows, ['everywhere', say('scopeEverywhere')]]);
}

function whyLeftOut(mention, reading) {
  const found = reading.left_out.find((one) => one.start <= mention.start && mention.end <= one.end);
  return found && el('p', { class: 'in', lang: 'en' }, found.why);
}

// `more` are the actions of this place that are no ruling: rows of [words, act].
export function ruleOnMention(mention, reading, more, save) {
  const known = store.state.places.some((place) => place.id === mention.place);
  const what = choice('what', say('means', { name: mention.text }), [
    ['place', say('isPlace'), input('is', { list: 'places', value: known ? mention.place : '', placeholder: say('placeHint') })],
    ['nothing', say('isNoPlace')],
  ]);
  show(mention.text, [el('p', {}, say('readAs', { what: meant(mention) })), whyLeftOut(mention, reading), what, scopes(reading, 'scopeMention')], more, (told, seen) => save({
    do: 'mention', mention: mention.text, is: told.what === 'place' ? told.is : 'no place', ...where(mention, reading, told),
  }, seen));
}

export function ruleOnReport(report, reading, save) {
  const caravans = store.state.caravans.filter((one) => one.id !== report.caravan).map((one) => [one.id, one.name]);
  const what = choice('what', say('thisReport'), [
    ['ruling', say('isWrong')],
    ...(caravans.length ? [['belongs_to', say('belongsTo'), select('belongs_to', caravans)]] : []),
    ['date', say('wasOn'), input('date', { value: report.date || '', placeholder: '2018-10-21', pattern: '\\d{4}-\\d\\d-\\d\\d(/\\d{4}-\\d\\d-\\d\\d)?' })],
    ['status', say('hasStatus'), select('status', STATUSES.map((one) => [one, say(one)]), report.status)],
  ]);
  show(report.name, [el('p', {}, reportWords(report)), what, scopes(reading, 'scopeReport')], [], (told, seen) => save({
    do: 'report', report: report.place, caravan: report.caravan, verdict: told.what,
    value: told.what === 'ruling' ? 'wrong' : told[told.what], ...where(report, reading, told),
  }, seen));
}

export function ruleOnCaravan(caravan, save) {
  const others = store.state.caravans.filter((one) => one.id !== caravan.id).map((one) => [one.id, one.name]);
  show(caravanName(caravan.id), [el('p', {}, say('mergeHint')), field(say('into'), select('into', others))], [], (told, seen) => save({
    do: 'merge', merge: caravan.id, into: told.into, notes: told.notes,
  }, seen));
}

const where = (told, reading, { scope, notes }) => ({
  scope, notes, article: reading.article.path, publisher: reading.article.publisher, start: told.start, end: told.end,
});

// The files count as seen when the dialog opens: what is saved later rests on what was shown then.
function show(title, parts, more, save) {
  const seen = { ...store.hashes };
  const said = el('p', { class: 'doubt', role: 'alert' });
  const form = el('form', { method: 'dialog' }, el('h2', { id: 'ruling-title' }, title), ...parts,
    field(say('notes'), input('notes', { 'aria-label': null })), said,
    el('div', { class: 'buttons' }, el('button', { type: 'submit', class: 'main' }, say('save')), button(say('cancel'), {}, () => dialog.close()),
      ...more.map(([words, act]) => button(words, {}, () => { dialog.close(); act(); }))));
  chooseByUse(form);
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const why = await save(Object.fromEntries(new FormData(form)), seen);
    said.textContent = why;
    if (why) Object.assign(seen, store.hashes);
    else dialog.close();
  });
  dialog.replaceChildren(form);
  dialog.showModal();
}

// Who fills in what belongs to a choice makes that choice.
function chooseByUse(form) {
  for (const row of form.querySelectorAll('.choice')) {
    const own = row.querySelector('input[type=radio]');
    for (const other of row.querySelectorAll('select, input:not([type=radio])')) other.addEventListener('input', () => { own.checked = true; });
  }
}
