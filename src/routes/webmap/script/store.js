// The atlas as the page carries it, and the sites: the points of the map, each with all that is reported there.

const carried = JSON.parse(document.getElementById('atlas').textContent);
const atlas = Array.isArray(carried) ? await unpacked(carried) : carried; // that of a huge map is packed

// Articles and quotes stand in the tables for readers without scripts, once, and are taken from there.
const said = (element, tag) => (element.querySelector(tag) || { textContent: '' }).textContent;
atlas.quotes = atlas.quotes || [];
atlas.articles = atlas.articles || [...document.querySelectorAll('#sources > li')].map((element, index) => {
  for (const quote of element.querySelectorAll('p')) atlas.quotes[Number(quote.id.slice(1))] = [index, said(quote, 'q')];
  const [address, day] = [element.querySelector('a'), element.querySelector('time')];
  return {
    title: said(element, 'cite'), publisher: said(element, 'b'), lang: element.lang,
    url: address && address.getAttribute('href'), date: day && day.getAttribute('datetime'),
  };
});

const off = new Set(); // what the reader switched off: the id of a caravan, a type of event
const clock = { day: '' }; // the last day that is shown; '' shows all
const chosen = { site: null }; // the one that was last asked for

atlas.routes.forEach((route, index) => {
  route.class = `r${index}`;
  for (const part of ['stops', 'legs', 'crossings', 'areas']) route[part] = route[part] || [];
  for (const list of [route.stops, route.areas]) {
    list.forEach((stop, at) => {
      stop.seq ??= at + 1;
      stop.status ??= 'arrived';
    });
  }
});

const routeOf = new Map(atlas.routes.map((route) => [route.id, route]));
const firstDay = (told) => (told.date || '').slice(0, 10);

// From which day on a stop is shown: one without a day comes with the one before it.
for (const route of atlas.routes) {
  let before = '';
  for (const stop of route.stops) {
    stop.since = firstDay(stop) || before;
    stop.planned = stop.status === 'planned';
    if (!stop.planned) before = stop.since;
  }
}
for (const event of atlas.events) event.since = firstDay(event);

// One mark on the map: a stop or an event.
function markOf(kind, told, route) {
  return { kind, told, route, place: atlas.places[told.place] };
}

function shown({ kind, told, route }) {
  if (off.has(kind === 'stop' ? route.id : told.type) || off.has(told.caravan)) return false;
  return !clock.day || told.since <= clock.day;
}

const sites = [];
const siteAt = new Map(); // ten-thousandths of degrees, in one number -> site
const siteOf = new Map(); // stop or event -> its site

function gather(mark) {
  if (!mark.place || mark.told.area) return; // a country or a state is no point
  const [lat, lon] = mark.place.at;
  const key = Math.round(lat * 1e4) * 1e7 + Math.round(lon * 1e4);
  let site = siteAt.get(key);
  if (!site) {
    site = { at: mark.place.at, place: mark.place, marks: [] };
    siteAt.set(key, site);
    sites.push(site);
  }
  site.marks.push(mark);
  siteOf.set(mark.told, site);
}

atlas.routes.forEach((route) => route.stops.forEach((stop) => gather(markOf('stop', stop, route))));
atlas.events.forEach((event) => gather(markOf('event', event)));

// What a reader looks for first: where a route begins and ends, what happened on it, what is disputed.
for (const route of atlas.routes) {
  const reached = route.stops.filter((stop) => !stop.planned);
  for (const stop of route.stops) stop.key = stop === reached[0] || stop === reached[reached.length - 1];
}
const WEIGHTS = { end: 100, event: 20, conflict: 15, stop: 10 };
for (const site of sites) {
  const stops = site.marks.filter((mark) => mark.kind === 'stop').map((mark) => mark.told);
  site.weight = WEIGHTS.stop * stops.filter((stop) => !stop.planned).length + site.marks.length
    + WEIGHTS.end * stops.filter((stop) => stop.key).length + WEIGHTS.conflict * stops.some((stop) => stop.conflict)
    + WEIGHTS.event * (site.marks.length - stops.length);
}
const byWeight = sites.slice().sort((a, b) => b.weight - a.weight);
