// The lists beside the map: each caravan's stops in order, the events, the articles, the names without a place.

function folded(title, aside, isOpen, fill) {
  const made = el('details', { class: 'list' }, el('summary', {}, el('h2', {}, title), aside ? el('span', { class: 'count' }, aside) : ''));
  made.addEventListener('toggle', () => {
    if (made.open && made.children.length === 1) made.append(...fill()); // filled when it is first opened
  });
  made.open = isOpen;
  return made;
}

function first(quotes) {
  if (!quotes) return '';
  const more = quotes.length > 1 ? el('p', { class: 'more' }, `and ${quotes.length - 1} more: open it on the map`) : '';
  return [quote(quotes[0]), more];
}

function chooser(map, mark, words) {
  const site = siteOf.get(mark.told);
  const line = [badge(mark), el('span', { class: 'what' }, ...words)];
  if (!site) return el('div', { class: 'pick' }, ...line);
  return button(line, { class: 'pick' }, () => choose(map, site, mark.told));
}

function choose(map, site, told) {
  const chart = document.getElementById('chart');
  if (chart.getBoundingClientRect().bottom < 200) chart.scrollIntoView({ behavior: calm ? 'auto' : 'smooth' });
  if (!site.visible) return;
  map.setView(site.at, Math.max(map.getZoom(), 9), { animate: false });
  open(map, site, told);
}

function place(told) {
  const known = atlas.places[told.place];
  return known ? [el('b', {}, known.name), known.in ? el('span', { class: 'in' }, ` ${known.in}`) : ''] : [el('b', {}, 'No place given')];
}

function stopItem(map, route, stop) {
  const mark = markOf('stop', stop, route);
  const words = [...place(stop), el('span', { class: 'when' }, `${dated(stop)} · ${stop.status}`)];
  const leg = route.legs.find((other) => other.start === stop.seq && !other.planned);
  const crossing = route.crossings.filter((other) => leg && other.start === leg.start && other.end === leg.end);
  const way = leg ? [leg.text, ...crossing.map((other) => other.text.replace(/^F/, 'f')), ...(leg.doubts || [])].join(' · ') : '';
  return el('li', {}, chooser(map, mark, words), ...doubts(stop), ...[first(stop.quotes)].flat(), way ? el('p', { class: 'way' }, `↓ ${way}`) : '');
}

function areaItem(area) {
  const words = [...place(area), ` · ${dated(area)} · ${area.status}`];
  return el('li', { class: 'area' }, el('p', {}, ...words), ...doubts(area), ...[first(area.quotes)].flat());
}

function routeList(map, route, isOpen) {
  return folded(route.name, `${route.stops.length} stops`, isOpen, () => [
    route.found ? el('p', { class: 'doubt' }, 'This caravan is not in the register; it was found in the articles.') : '',
    el('ol', {}, ...route.stops.map((stop) => stopItem(map, route, stop))),
    route.areas.length ? el('h3', {}, 'Also reported, without a town') : '',
    route.areas.length ? el('ul', {}, ...route.areas.map(areaItem)) : '',
  ].filter(Boolean));
}

function eventItem(map, event) {
  const mark = markOf('event', event);
  const when = [event.date, nameOf.get(event.caravan)].filter(Boolean).join(' · ');
  const words = [el('b', {}, atlas.eventTypes[event.type]), ' · ', ...place(event), el('span', { class: 'when' }, when)];
  return el('li', {}, chooser(map, mark, words), ...doubts(event), ...[first(event.quotes)].flat());
}

function eventList(map) {
  if (!atlas.events.length) return '';
  return folded('Border events', String(atlas.events.length), false, () => [el('ul', {}, ...atlas.events.map((event) => eventItem(map, event)))]);
}

function unplacedList() {
  if (!atlas.unplaced.length) return '';
  const item = (name) => el('li', { class: 'area' }, el('p', {}, el('b', {}, name.text)), ...[first(name.quotes)].flat());
  return folded('Names that could not be placed', String(atlas.unplaced.length), false, () => [el('ul', {}, ...atlas.unplaced.map(item))]);
}

function articleList() {
  const item = (article) => el('li', { class: 'area', lang: article.lang }, link(article.url, article.title),
    el('span', { class: 'in' }, ` ${[article.publisher, article.date].filter(Boolean).join(', ')}`));
  return folded('Articles', String(atlas.articles.length), false, () => [el('ul', {}, ...atlas.articles.map(item))]);
}

function method() {
  const counts = atlas.counts.map(([words, number]) => el('div', {}, el('dt', {}, words), el('dd', {}, String(number))));
  return folded('How this was made', '', false, () => [
    el('p', {}, 'A program read the articles with fixed rules, found the places in a reviewed list, and the days in the text. ' +
      'Each mark stands on the sentence that is quoted with it. Where sources differ, the day that most of them give is drawn, ' +
      'and the others are said. Lines join places that were reported one after the other; the caravan may have gone another way.'),
    el('dl', { class: 'counts' }, ...counts),
  ]);
}
