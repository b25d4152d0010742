// What opens at a mark: everything that is reported of the place, with the sentence and the article behind it.

const POPUP = { maxWidth: 330, minWidth: 230, autoPanPadding: [24, 24], maxHeight: 380 };

// `told` is the index of a quote, or that with what it says otherwise than the stop.
function quote(told) {
  const [index, words] = atlas.quotes[told.quote ?? told];
  const article = atlas.articles[index];
  const origin = [article.publisher, article.date && date(article.date)].filter(Boolean).join(', ');
  const differs = ['date' in Object(told) && dateOf(told), told.status && say(told.status)].filter(Boolean).join(' · ');
  return el('figure', { class: 'quote' },
    differs ? el('div', { class: 'says' }, say('says', { what: differs })) : '',
    el('blockquote', { lang: article.lang }, `“${words}”`),
    told.ruled ? el('p', { class: 'ruled' }, say('ruled', { ids: told.ruled })) : '',
    el('figcaption', {}, link(article.url, article.title, { lang: article.lang }), origin ? ` · ${origin}` : ''),
  );
}

// Every doubt as an element: by its code in the reader's language; what has none is English.
function doubted(told, tag, attributes, before = '') {
  return (told.doubts || []).map((doubt) => {
    if (typeof doubt === 'string') return el(tag, { ...attributes, lang: 'en' }, before + doubt);
    const [code, values] = doubt;
    return el(tag, attributes, before + say(`doubt-${code}`, { ...values, date: values.date && date(values.date) }));
  });
}

function doubts(told) {
  const own = [conflict(told), told.hollow && !told.unsure && say('unreviewed')].filter(Boolean).map((words) => el('p', { class: 'doubt' }, words));
  return [...own, ...doubted(told, 'p', { class: 'doubt' })];
}

// The day, and what it rests on where that is not a date; a list tells no more of that than what weakens trust.
function dated(told, isBrief) {
  return told.from && !(isBrief && told.from === 'weekday') ? `${dateOf(told)} (${say(`from-${told.from}`)})` : dateOf(told);
}

function entry(mark) {
  const { told } = mark;
  const stop = mark.kind === 'stop';
  const title = stop ? mark.route.name : eventName(told);
  const status = stop ? say(told.status) : (routeOf.get(told.caravan) || {}).name;
  const made = el('section', { class: 'entry' },
    el('h3', {}, badge(mark), ' ', title),
    el('p', { class: 'when' }, el('b', {}, dateOf(told)), dated(told).slice(dateOf(told).length), status ? ` · ${status}` : ''),
    ...doubts(told), ...(told.quotes || []).map(quote));
  made.told = told;
  return made;
}

function dialog(name, ...children) {
  return el('div', { class: 'told', role: 'dialog', 'aria-label': name, tabindex: '-1' }, ...children);
}

function sitePopup(site) {
  site.marker.getPopup().options.offset = [site.offset.x, site.offset.y - 6];
  const name = named(site.place.name);
  return dialog(name, el('h2', {}, name), el('p', { class: 'in' }, where(site.place)), ...site.marks.filter(shown).map(entry));
}

function crossingPopup(route, crossing) {
  const name = say('sign-crossing');
  return dialog(name,
    el('h2', {}, name),
    el('p', { class: 'when' }, [route.name, crossing.date && date(crossing.date)].filter(Boolean).join(' · ')),
    el('p', {}, `${crossingText(crossing)}. ${say('reckoned')}`),
    ...(crossing.quotes || []).map(quote));
}

// Opens the popup of a site; where a stop or event is given, that one is brought into view in it,
// and the first stays where it is, under the name of the place.
function open(map, site, told) {
  site.marker.openPopup();
  const content = map._popup && map._popup.getElement();
  if (!content || !told) return;
  for (const section of content.querySelectorAll('.entry')) {
    if (section.told !== told) continue;
    section.classList.add('chosen');
    if (section.previousElementSibling.matches('.entry')) section.scrollIntoView({ block: 'nearest' });
  }
}

// The keyboard follows the popup: into it when it opens, back when it closes; Escape closes it from everywhere.
function mindKeyboard(map) {
  let before = null;
  map.on('popupopen', (event) => {
    const content = event.popup.getElement().querySelector('.told');
    event.popup.getElement().querySelector('.leaflet-popup-close-button').setAttribute('aria-label', say('close'));
    before = document.activeElement;
    map.getContainer().classList.add('telling');
    if (content) content.focus({ preventScroll: true });
  });
  map.on('popupclose', () => {
    map.getContainer().classList.remove('telling');
    if (before && before.isConnected) before.focus({ preventScroll: map.getContainer().contains(before) });
  });
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    map.closePopup();
    clearArea();
  });
}
