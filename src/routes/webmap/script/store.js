// The atlas as the page carries it, and the sites: the points of the map, each with all that is reported there.

const atlas = JSON.parse(document.getElementById('atlas').textContent);
const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
const off = new Set(); // what the reader switched off: 'r0', 'clash'

atlas.routes.forEach((route) => {
  for (const part of ['stops', 'legs', 'crossings', 'areas']) route[part] = route[part] || [];
});

const nameOf = new Map(atlas.routes.map((route) => [route.id, route.name]));
const classOf = new Map(atlas.routes.map((route) => [route.id, route.class]));

// One mark on the map: a stop or an event.
function markOf(kind, told, route) {
  const group = kind === 'stop' ? route.class : told.type;
  return { kind, told, route, group, place: atlas.places[told.place] };
}

function shown(mark) {
  return !off.has(mark.group) && !off.has(mark.kind === 'event' ? classOf.get(mark.told.caravan) : mark.group);
}

const sites = [];
const siteAt = new Map(); // "lat,lon" -> site
const siteOf = new Map(); // stop or event -> its site

function gather(mark) {
  if (!mark.place || mark.told.area) return; // a country or a state is no point
  const key = mark.place.at.join();
  let site = siteAt.get(key);
  if (!site) {
    site = { at: L.latLng(mark.place.at), place: mark.place, marks: [] };
    siteAt.set(key, site);
    sites.push(site);
  }
  site.marks.push(mark);
  siteOf.set(mark.told, site);
}

atlas.routes.forEach((route) => route.stops.forEach((stop) => gather(markOf('stop', stop, route))));
atlas.events.forEach((event) => gather(markOf('event', event)));

// The ends of a route matter most to a reader, then places with much to tell.
const ends = new Set(atlas.routes.flatMap((route) => [route.stops[0], route.stops[route.stops.length - 1]]));
for (const site of sites) {
  const stops = site.marks.filter((mark) => mark.kind === 'stop');
  site.weight = (stops.some((mark) => ends.has(mark.told)) ? 100 : 0) + 10 * stops.length + site.marks.length;
}
const byWeight = sites.slice().sort((a, b) => b.weight - a.weight);
