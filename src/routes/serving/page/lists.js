// The lists beside the article: what an editor may want to look at, each with the way to its sentences.

import { button, byId, drawAnew, el } from './dom.js';
import { caravanName, showArticle } from './article.js';
import { store } from './server.js';
import { date, knows, say } from './words.js';

const found = { names: [], mistakes: [] }; // what takes the server longer, as it was last told
let act = {};

export function startLists(actions) {
  act = actions;
}

export function keepFound(told) {
  Object.assign(found, told);
}

const quoteOf = (source) => el('figure', { class: 'quote' },
  el('blockquote', {}, button(`“${source.quote}”`, { class: 'link' }, () => showArticle(source.article, source))),
  el('figcaption', {}, [source.title, source.publisher].filter(Boolean).join(' · ') || source.article));

const articleTitle = (path) => (store.state.articles.find((one) => one.path === path) || { title: path }).title;

function proposalItem(suggestion, one) {
  const far = one.km.map((km, index) => say('kmFrom', { km: Math.round(km), place: suggestion.stops[index].name }));
  const words = [one.name, one.kind, one.admin1 || one.country, ...far, say(`in-${one.list}`)].filter(Boolean).join(', ');
  const named = { name: suggestion.name, number: one.number };
  return el('li', {}, el('p', {}, words), el('div', { class: 'buttons' },
    button(say('accept'), { 'aria-label': `${say('accept')}: ${words}` }, () => act.write({ do: 'accept', ...named })),
    button(say('notThis'), { 'aria-label': `${say('notThis')}: ${words}` }, () => act.write({ do: 'refuse', ...named }))));
}

function nameItem(one) {
  return el('li', {}, el('h3', {}, one.name),
    ...one.sentences.map((source) => quoteOf({ ...source, title: articleTitle(source.article) })),
    one.proposals.length ? el('ol', { class: 'proposals' }, ...one.proposals.map((proposal) => proposalItem(one, proposal))) : el('p', { class: 'in' }, say('noProposal')),
    el('div', { class: 'buttons' },
      button(say('placeIt'), { 'aria-label': `${say('placeIt')}: ${one.name}` }, () => act.place(one.name)),
      button(say('isNoPlace'), { 'aria-label': `${one.name}: ${say('isNoPlace')}` }, () => act.write({ do: 'refuse', name: one.name }))));
}

const stopTitle = (told) => [told.from ? `${told.from} → ${told.name}` : told.name, caravanName(told.caravan)].filter(Boolean).join(' · ');

function conflictItem(told) {
  const side = (one) => [el('p', { class: 'says' }, date(one.date)), ...one.sources.map(quoteOf)];
  return el('li', {}, el('h3', {}, stopTitle(told)), ...told.sides.flatMap(side));
}

function doubtItem(told) {
  const title = told.event ? [say(`event-${told.event}`), told.name].filter(Boolean).join(' · ') : stopTitle(told);
  return el('li', {}, el('h3', {}, title), el('p', { class: 'doubt', lang: 'en' }, told.doubt), ...told.sources.slice(0, 2).map(quoteOf));
}

export function problemText(told) {
  return [[told.file, told.line, told.column].filter(Boolean).join(':'), told.what].join(': ') + (told.mend ? `; ${told.mend}` : '');
}

const mistakeItem = (told) => el('li', { lang: 'en', class: told.severity }, problemText(told));

function caravanItem(one) {
  const stops = say('stops', { n: one.stops });
  const merge = store.state.caravans.length > 1 && button(say('merge'), { 'aria-label': `${say('merge')}: ${one.name}` }, () => act.merge(one));
  return el('li', {}, el('h3', {}, one.name), el('p', { class: 'in' }, [stops, !one.registered && say('unregistered')].filter(Boolean).join(' · ')), merge && el('div', { class: 'buttons' }, merge));
}

const subject = (one) => one.name || one.mention || one.report || one.merge || one.place || one.ruling;

function doneItem(one) {
  const words = say(`did-${one.do}`, { name: subject(one) });
  return el('li', {}, el('p', {}, words, el('span', { class: 'in' }, ` ${one.file}`)),
    el('div', { class: 'buttons' }, button(say('undo'), { 'aria-label': `${say('undo')}: ${words}` }, () => act.write({ do: 'undo', number: one.number }))));
}

// A day, a status, or what is in words already.
function saidOf(value) {
  if (value === 'no day') return date('');
  if (/^\d{4}-/.test(value)) return date(value);
  return knows(value) ? say(value) : value;
}

function changeItem(one) {
  const title = [one.what === 'stop' ? '' : say(`event-${one.what}`), one.name, caravanName(one.caravan)].filter(Boolean).join(' · ');
  return el('li', {}, el('h3', {}, title), el('p', { class: 'in' }, say(`change-${one.kind}`, { was: saidOf(one.was), now: saidOf(one.now) })));
}

// A ruling in words: what it is about, what it says, and where it holds.
function rulingItem(one) {
  const verdict = one.into || one.belongs_to || one.date || (one.status && say(one.status)) || (one.is_wrong && say('isWrong')) || one.place || say('isNoPlace');
  const about = one.into ? caravanName(one.caravan) : one.name || one.place;
  const scope = [one.article, one.publisher].filter(Boolean)[0] || (one.into ? '' : say('scopeEverywhere'));
  return el('li', {}, el('h3', {}, `${about}: ${one.into ? caravanName(one.into) : verdict}`),
    el('p', { class: 'in' }, [one.id, scope].filter(Boolean).join(' · ')), one.quote ? el('figure', { class: 'quote' }, el('blockquote', {}, `“${one.quote}”`)) : '',
    el('div', { class: 'buttons' }, button(say('takeBack'), { 'aria-label': `${say('takeBack')}: ${one.id}` }, () => act.write({ do: 'unrule', ruling: one.id }))));
}

const LISTS = [
  ['names', () => found.names, nameItem],
  ['conflicts', () => store.state.conflicts, conflictItem],
  ['doubts', () => store.state.doubts, doubtItem],
  ['mistakes', () => found.mistakes, mistakeItem],
  ['changes', () => store.state.changes, changeItem],
  ['caravans', () => store.state.caravans, caravanItem],
  ['rulings', () => store.state.rulings, rulingItem],
  ['done', () => store.state.done, doneItem],
];

function folded(id) {
  return el('details', { class: 'list', id: `list-${id}`, open: id === 'names' });
}

function filling(id, all, item) {
  const rows = all.length ? el('ul', {}, ...all.map(item)) : el('p', { class: 'in' }, say('nothing'));
  return [el('summary', {}, el('h2', {}, say(`list-${id}`)), el('span', { class: 'count' }, String(all.length))), rows];
}

// Draws the lists anew whose words have changed; each stays folded or not, and the keyboard is where it was.
export function drawLists() {
  for (const [id, all, item] of LISTS) {
    if (!byId(`list-${id}`)) byId('work').append(folded(id));
    const list = byId(`list-${id}`);
    const words = JSON.stringify([say('language'), all(), store.state.caravans]);
    if (list.words !== words) drawAnew(list, filling(id, all(), item));
    list.words = words;
  }
}
