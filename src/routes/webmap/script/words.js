// What the page says, in the language that the reader chose; days, numbers and countries as the browser writes them.

const LANGUAGES = Object.keys(atlas.words);
const LONG = { day: 'numeric', month: 'long', year: 'numeric' };
const SHORT = { day: 'numeric', month: 'short' };
const speech = { lang: 'en', locale: 'en' };

function speak(lang) {
  speech.lang = lang;
  speech.locale = (navigator.languages || []).find((known) => known.slice(0, 2) === lang) || lang;
  speech.made = new Map();
  document.documentElement.lang = lang;
}

function intl(kind, options) {
  const key = kind + JSON.stringify(options);
  if (!speech.made.has(key)) speech.made.set(key, new Intl[kind](speech.locale, options));
  return speech.made.get(key);
}

// A sentence of the language's table. Values are put in once, and are never read as places for values.
function say(key, values = {}) {
  let form = atlas.words[speech.lang][key];
  if (Array.isArray(form)) form = form[intl('PluralRules', {}).select(values.n) === 'one' ? 0 : 1];
  return form.replace(/\{(\w+)\}/g, (_, name) => (name === 'n' ? number(values.n) : values[name]));
}

function number(value) {
  return intl('NumberFormat', {}).format(value);
}

// A day or a range of days.
function date(iso, look = LONG) {
  const [first, last] = iso.split('/').map((day) => new Date(day));
  const format = intl('DateTimeFormat', { ...look, timeZone: 'UTC' });
  return last ? format.formatRange(first, last) : format.format(first);
}

function dateOf(told) {
  return told.date ? date(told.date) : say('noDate');
}

// The months from the first to the last day.
function period(told, month = 'long') {
  const days = told.flatMap(({ date: days }) => (days ? days.split('/') : []));
  const end = (isLater) => days.reduce((a, b) => (isLater === a < b ? b : a));
  return days.length ? date(`${end(false)}/${end(true)}`, { month, year: 'numeric' }) : '';
}

const severalYears = new Set([...atlas.routes.flatMap((route) => route.stops), ...atlas.events].map((told) => firstDay(told).slice(0, 4)).filter(Boolean)).size > 1;

// The day for the map, with those of other sources: "12 Oct or 13 Oct".
function shortDays(stop) {
  const spans = [...new Set([stop.date, ...(stop.conflict || []).map((side) => side.date)])].filter(Boolean);
  const look = severalYears ? { ...SHORT, year: 'numeric' } : SHORT;
  return spans.map((span, i) => date(span, i === spans.length - 1 ? look : SHORT)).reduce((a, b) => (a ? say('or', { a, b }) : b), '');
}

function list(words, type = 'conjunction') {
  return intl('ListFormat', { type }).format(words);
}

// A place's or unit's name in the reader's language, where it has one.
function named(name) {
  return (atlas.words[speech.lang].names || {})[name] || name;
}

function country(code) {
  return /^[A-Z]{2}$/.test(code) ? intl('DisplayNames', { type: 'region' }).of(code) : code;
}

// "Chiapas, Mexico"; both sides of a border, "Guatemala / Mexico".
function where(place) {
  const countries = (place.in || []).map(country);
  if (countries.length > 1) return countries.join(' / ');
  return [...new Set([place.unit && named(place.unit), ...countries])].filter((name) => name && name !== named(place.name)).join(', ');
}

function conflict(stop) {
  const who = ({ articles }) => {
    const names = [...new Set(articles.map((index) => atlas.articles[index]).map((article) => article.publisher || `“${article.title}”`))];
    return names.length ? list(names) : say('someone');
  };
  const sides = (stop.conflict || []).map((side) => say('side', { date: dateOf(side), who: who(side) }));
  return sides.length ? say('differ', { sides: sides.join('; ') }) : '';
}

function eventName(event) {
  return say(`event-${event.type}`);
}

function legText(leg) {
  return [leg.km ? say('km', { n: leg.km }) : say('near'), leg.days && say('day', { n: leg.days }), leg.planned && say('plannedLeg')].filter(Boolean).join(', ');
}

function crossingText(crossing) {
  const [from, into] = crossing.countries.map(country);
  return crossing.near ? say('crossedNear', { from, into, place: named(crossing.near) }) : say('crossed', { from, into });
}

function summary() {
  const stops = atlas.routes.flatMap((route) => route.stops);
  const what = list([say('caravan', { n: atlas.routes.length }), say('stop', { n: stops.length }), say('event', { n: atlas.events.length })]);
  const months = period([...stops, ...atlas.events]);
  return say(months ? 'summaryDated' : 'summary', { what, articles: say('article', { n: atlas.articles.length }), period: months });
}

// The words that stand in the page from the start.
function translate() {
  for (const element of document.querySelectorAll('[data-say]')) element.textContent = say(element.dataset.say);
  const title = atlas.title === atlas.words.en.title ? say('title') : atlas.title;
  document.title = document.querySelector('h1').textContent = title;
  document.querySelector('.summary').textContent = summary();
  document.getElementById('chart').setAttribute('aria-label', say('map'));
}
