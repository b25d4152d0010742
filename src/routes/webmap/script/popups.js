// What opens at a mark: everything that is reported of the place, with the sentence and the article behind it.

const POPUP = { maxWidth: 330, minWidth: 230, autoPanPadding: [24, 24], maxHeight: 380 };

function quote(told) {
  const { article: index, text: words } = atlas.quotes[told.quote];
  const article = atlas.articles[index];
  const origin = [article.publisher, article.date].filter(Boolean).join(', ');
  return el('figure', { class: 'quote' },
    told.note ? el('div', { class: 'says' }, `Says: ${told.note}`) : '',
    el('blockquote', { lang: article.lang }, `“${words}”`),
    el('figcaption', {}, link(article.url, article.title), origin ? ` · ${origin}` : ''),
  );
}

function doubts(told) {
  const said = [told.conflict, ...(told.doubts || [])].filter(Boolean);
  return said.map((doubt) => el('p', { class: 'doubt' }, doubt));
}

function dated(told) {
  return told.from ? `${told.date} (${told.from})` : told.date;
}

function entry(mark) {
  const { told } = mark;
  const stop = mark.kind === 'stop';
  const title = stop ? mark.route.name : atlas.eventTypes[told.type];
  const status = stop ? told.status : nameOf.get(told.caravan);
  const made = el('section', { class: 'entry' },
    el('h3', {}, badge(mark), ' ', title),
    el('p', { class: 'when' }, el('b', {}, dated(told)), status ? ` · ${status}` : ''),
    ...doubts(told), ...(told.quotes || []).map(quote));
  made.told = told;
  return made;
}

function dialog(name, ...children) {
  return el('div', { class: 'told', role: 'dialog', 'aria-label': name, tabindex: '-1' }, ...children);
}

function sitePopup(site) {
  site.marker.getPopup().options.offset = [site.offset.x, site.offset.y - 6];
  return dialog(site.place.name,
    el('h2', {}, site.place.name),
    site.place.in ? el('p', { class: 'in' }, site.place.in) : '',
    ...site.marks.filter(shown).map(entry));
}

function crossingPopup(route, crossing) {
  return dialog('Crossing of a border',
    el('h2', {}, 'Crossing of a border'),
    el('p', { class: 'when' }, [route.name, crossing.date].filter(Boolean).join(' · ')),
    el('p', {}, `${crossing.text}. Reckoned from the country outlines, where the line meets the border.`),
    ...(crossing.quotes || []).map(quote));
}

// Opens the popup of a site; where a stop or event is given, that one is brought into view in it.
function open(map, site, told) {
  site.marker.openPopup();
  const content = map._popup && map._popup.getElement();
  if (!content || !told) return;
  for (const section of content.querySelectorAll('.entry')) {
    if (section.told !== told) continue;
    section.classList.add('chosen');
    section.scrollIntoView({ block: 'nearest' });
  }
}

// The keyboard follows the popup: into it when it opens, back when it closes; Escape closes it from everywhere.
function mindKeyboard(map) {
  let before = null;
  map.on('popupopen', (event) => {
    const content = event.popup.getElement().querySelector('.told');
    before = document.activeElement;
    map.getContainer().classList.add('telling');
    if (content) content.focus({ preventScroll: true });
  });
  map.on('popupclose', () => {
    map.getContainer().classList.remove('telling');
    if (before && before.isConnected) before.focus({ preventScroll: true });
  });
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') map.closePopup();
  });
}
