// The article with what was read from it, where it stands in the text: names and reports are buttons that lead to a
// ruling, dates say what day they were taken for. Spans count code points, as the server does.

import { button, byId, drawAnew, el } from './dom.js';
import { get, store } from './server.js';
import { date, say } from './words.js';

const open = { path: '', words: '', rule: () => {} };

// `rule(kind, told, reading)` is asked for when a name or a report was chosen.
export function startArticle(rule) {
  open.rule = rule;
  byId('articles').addEventListener('change', (event) => showArticle(event.target.value));
}

export function listArticles() {
  const { articles } = store.state;
  const words = (one) => [one.title, one.publisher, one.published && date(one.published)].filter(Boolean).join(' · ');
  byId('articles').replaceChildren(...articles.map((one) => el('option', { value: one.path }, words(one))));
  if (!articles.some((one) => one.path === open.path)) open.path = articles.length ? articles[0].path : '';
  byId('articles').value = open.path;
}

// Shows an article, and brings the characters of `span` into view.
export async function showArticle(path = open.path, span = null) {
  const isOther = path !== open.path;
  open.path = path;
  byId('articles').value = path;
  const reading = path && (await get('article', { path }));
  const pane = byId('text-pane');
  const { scrollTop } = pane;
  const words = JSON.stringify([say('language'), reading, span, store.state.caravans]);
  if (words !== open.words) drawAnew(byId('article'), reading ? written(reading, span) : []);
  open.words = words;
  byId('article').lang = reading ? reading.article.lang : '';
  pane.scrollTop = isOther ? 0 : scrollTop;
  const chosen = byId('article').querySelector('.chosen');
  if (!chosen || !span) return;
  chosen.scrollIntoView({ block: 'center' });
  pane.focus({ preventScroll: true });
}

function written(reading, span) {
  const { title, publisher, published } = reading.article;
  const from = [publisher, published && date(published)].filter(Boolean).join(', ');
  return [el('h2', {}, title), from && el('p', { class: 'in' }, from), ...paragraphs(reading, span)].filter(Boolean);
}

// The body cut where anything begins or ends; a name is never cut.
function pieces(reading, span) {
  const length = [...reading.article.body].length;
  const told = [...reading.dates, ...reading.reports, ...reading.events, ...(span ? [span] : [])];
  const within = (at) => reading.mentions.some((one) => one.start < at && at < one.end);
  const cuts = [0, length, ...reading.mentions.flatMap(ends), ...told.flatMap(ends).filter((at) => !within(at))];
  const sorted = [...new Set(cuts)].filter((at) => at <= length).sort((a, b) => a - b);
  return sorted.slice(1).map((end, index) => ({ start: sorted[index], end }));
}

const ends = (one) => [one.start, one.end];
const covers = (one, piece) => one.start <= piece.start && piece.end <= one.end;

function paragraphs(reading, span) {
  const chars = [...reading.article.body];
  const lines = [el('p')];
  const add = (child) => lines[lines.length - 1].append(child);
  for (const piece of pieces(reading, span)) {
    const words = chars.slice(piece.start, piece.end).join('');
    words.split(/\n\s*\n/).forEach((part, index) => {
      if (index) lines.push(el('p'));
      if (part) add(marked(part, piece, reading, span));
    });
    for (const kind of ['reports', 'events']) {
      for (const told of reading[kind].filter((one) => one.end === piece.end)) add(chip(kind, told, reading));
    }
  }
  return lines.filter((line) => line.textContent.trim());
}

function marked(words, piece, reading, span) {
  const mention = reading.mentions.find((one) => covers(one, piece));
  const when = reading.dates.find((one) => covers(one, piece));
  const looks = [
    reading.reports.some((one) => covers(one, piece)) && 'told',
    span && covers(span, piece) && 'chosen',
  ].filter(Boolean).join(' ');
  if (mention) return name(words, mention, looks, reading);
  if (when) return el('mark', { class: `date ${looks}` }, words, el('span', { class: 'unseen' }, ` (${date(when.value)})`));
  return looks ? el('span', { class: looks }, words) : words;
}

function name(words, mention, looks, reading) {
  const kind = mention.place ? mention.source : 'nowhere';
  const made = button(words, { class: `name ${kind} ${looks}`, title: meant(mention) }, () => open.rule('mention', mention, reading));
  made.append(el('span', { class: 'unseen' }, ` (${meant(mention)})`));
  return made;
}

export function meant(mention) {
  const place = store.state.places.find((one) => one.id === mention.place);
  if (!mention.place) return mention.literal ? say('noPlaceYet') : say('isNoPlace');
  return [mention.name, (place || mention).kind, place ? place.where : mention.country].filter(Boolean).join(', ');
}

export const caravanName = (id) => (store.state.caravans.find((one) => one.id === id) || { name: id || '' }).name;

export function reportWords(report) {
  return say('reportOf', { caravan: caravanName(report.caravan), status: say(report.status), place: report.name, date: date(report.date) });
}

// What was made of the words before it, in short; a report leads to a ruling.
function chip(kind, told, reading) {
  if (kind === 'events') {
    return el('span', { class: 'chip event' }, [say(`event-${told.type}`), told.date && date(told.date)].filter(Boolean).join(' · '));
  }
  const ink = store.state.caravans.find((one) => one.id === told.caravan);
  const made = button('', { class: 'chip report', 'aria-label': reportWords(told) }, () => open.rule('report', told, reading));
  const dot = el('i', { 'aria-hidden': 'true' });
  if (ink) ink.inks.forEach((color, index) => dot.style.setProperty(index ? '--dark' : '--light', color));
  made.append(dot, [say(told.status), told.name, date(told.date)].join(' · '));
  return made;
}
