// The lists beside the map: each caravan's stops in order, the events, the articles, the names without a place.

function folded(title, aside, isOpen, fill) {
  const made = el('details', { class: 'list' }, el('summary', {}, el('h2', {}, title), aside ? el('span', { class: 'count' }, aside) : ''));
  made.unfold = () => {
    if (made.children.length === 1) made.append(...fill()); // filled when it is first opened
    made.open = true;
  };
  made.addEventListener('toggle', () => made.open && made.unfold());
  if (isOpen) made.unfold();
  return made;
}

function first(quotes) {
  if (!quotes) return [];
  return [quote(quotes[0]), quotes.length > 1 ? el('p', { class: 'more' }, say('more', { n: quotes.length - 1 })) : ''];
}

function chooser(map, mark, words) {
  const site = siteOf.get(mark.told);
  const line = [mark.kind === 'area' ? areaSign(mark.route) : badge(mark), el('span', { class: 'what' }, ...words)];
  if (!site && !(mark.place || {}).outline) return el('div', { class: 'pick' }, ...line);
  const made = button(line, { class: 'pick' }, () => {
    site ? choose(map, site, mark.told) : chooseArea(map, mark);
    for (const other of document.querySelectorAll('[aria-current]')) other.removeAttribute('aria-current');
    made.setAttribute('aria-current', 'true');
  });
  return made;
}

function showChart() {
  const chart = document.getElementById('chart');
  if (chart.getBoundingClientRect().bottom < 200) chart.scrollIntoView({ behavior: calm ? 'auto' : 'smooth' });
}

function choose(map, site, told) {
  showChart();
  if (!site.visible) return;
  chosen.site = site;
  map.setView(site.at, Math.max(map.getZoom(), 9), { animate: false });
  open(map, site, told);
}

function place(told) {
  const known = atlas.places[told.place];
  return known ? [el('b', {}, named(known.name)), el('span', { class: 'in' }, ` ${where(known)}`)] : [el('b', {}, say('noPlace'))];
}

function onward(route, stop) {
  const leg = route.legs.find((other) => other.start === stop.seq && !other.planned);
  if (!leg) return '';
  const crossings = route.crossings.filter((other) => other.start === leg.start && other.end === leg.end).map(crossingText);
  return el('p', { class: 'way' }, `↓ ${[legText(leg), ...crossings].join(' · ')}`, ...doubted(leg, 'span', {}, ' · '));
}

function stopItem(map, route, stop) {
  const words = [...place(stop), el('span', { class: 'when' }, `${dated(stop, true)} · ${say(stop.status)}`)];
  return el('li', {}, chooser(map, markOf('stop', stop, route), words), ...doubts(stop), ...first(stop.quotes), onward(route, stop));
}

function areaItem(map, route, area) {
  const words = [...place(area), el('span', { class: 'when' }, `${dated(area, true)} · ${say(area.status)}`)];
  return el('li', {}, chooser(map, markOf('area', area, route), words), ...doubts(area), ...first(area.quotes));
}

function routeList(map, route, isOpen) {
  return folded(route.name, say('stop', { n: route.stops.length }), isOpen, () => [
    route.found ? el('p', { class: 'doubt' }, say('unregistered')) : '',
    listOf('ol', route.stops, (stop) => stopItem(map, route, stop)),
    route.areas.length ? el('h3', {}, say('areas')) : '',
    route.areas.length ? listOf('ul', route.areas, (told) => areaItem(map, route, told)) : '',
  ].filter(Boolean));
}

function eventItem(map, event) {
  const when = [dateOf(event), (routeOf.get(event.caravan) || {}).name].filter(Boolean).join(' · ');
  const words = [el('b', {}, eventName(event)), ' · ', ...place(event), el('span', { class: 'when' }, when)];
  return el('li', {}, chooser(map, markOf('event', event), words), ...doubts(event), ...first(event.quotes));
}

// A folded list of the items, where there are any.
function itemList(title, all, item) {
  return all.length ? folded(title, number(all.length), false, () => [listOf('ul', all, item)]) : '';
}

function unplacedItem(name) {
  return el('li', { class: 'area' }, el('p', {}, el('b', {}, name.text)), ...first(name.quotes));
}

function articleItem(article) {
  const origin = [article.publisher, article.date && date(article.date)].filter(Boolean).join(', ');
  return el('li', { class: 'area' }, link(article.url, article.title, { lang: article.lang }), el('span', { class: 'in' }, ` ${origin}`));
}

function counts() {
  const stops = atlas.routes.flatMap((route) => route.stops);
  const all = {
    articles: atlas.articles.length,
    caravans: atlas.routes.length,
    reported: stops.filter((stop) => !stop.planned).length,
    planned: stops.filter((stop) => stop.planned).length,
    conflicts: stops.filter((stop) => stop.conflict).length,
    undated: stops.filter((stop) => !stop.date).length,
    unreviewed: new Set(stops.filter((stop) => stop.hollow && !stop.unsure).map((stop) => stop.place)).size,
    crossings: atlas.routes.reduce((sum, route) => sum + route.crossings.length, 0),
    events: atlas.events.length,
    unplaced: atlas.unplaced.length,
  };
  return Object.entries(all).map(([key, n]) => el('div', {}, el('dt', {}, say(`count-${key}`)), el('dd', {}, number(n))));
}

function lists(map) {
  const few = atlas.routes.length <= 2;
  return [
    ...rows(atlas.routes, (route, index) => routeList(map, route, !isFramed && (few || (!index && atlas.routes.length < 40)))),
    itemList(say('events'), atlas.events, (event) => eventItem(map, event)),
    itemList(say('unplaced'), atlas.unplaced, unplacedItem),
    itemList(say('articles'), atlas.articles, articleItem),
    folded(say('method'), '', false, () => [el('p', {}, say('methodText')), el('dl', { class: 'counts' }, ...counts())]),
  ];
}
