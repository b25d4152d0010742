// Where stops are many, those that matter most of what is seen have elements; so have the legs, once these are few.
// All others are drawn as one picture, and have theirs as one zooms in, finds them by name or chooses them in a list.

const NEAREST = 200;

function makeScene(map) {
  const overview = new Overview(map);
  const renderer = L.svg({ padding: 0.6 });
  const legs = atlas.routes.flatMap((route) => route.legs.map((told) => ({ route, told, draw: drawLeg })));
  const ticks = atlas.routes.flatMap((route) => route.crossings.map((told) => ({ route, told, draw: drawTick })));
  const lanes = new Map(atlas.routes.map((route) => [route, route.lane]));
  const drawn = new Map(); // leg or tick -> its elements
  let near = new Set(); // sites with elements
  let isStale = true;

  for (const site of sites) site.world = map.project(site.at, 0);
  for (const way of [...legs, ...ticks]) way.ends = [siteOf.get(way.told.from), siteOf.get(way.told.to)];

  // Where the sites lie, in pixels of the map's layers.
  function project() {
    const scale = map.getZoomScale(map.getZoom(), 0);
    const origin = map.getPixelOrigin();
    for (const site of sites) {
      site.x = site.world.x * scale - origin.x;
      site.y = site.world.y * scale - origin.y;
    }
  }

  function showSites(box) {
    const view = viewBox(map);
    const within = ({ min, max }, { x, y }) => x >= min.x && x < max.x && y >= min.y && y < max.y;
    const there = byWeight.filter((site) => site.visible && within(box, site));
    const seen = there.filter((site) => within(view, site));
    const first = [...seen.filter((site) => site === chosen.site), ...seen.filter((site) => site.now), ...seen];
    const next = new Set();
    for (const site of first) if (next.size < NEAREST) next.add(site);
    for (const site of near) if (!next.has(site)) undraw(site);
    for (const site of next) {
      if (!near.has(site)) drawNear(site);
      if (!near.has(site) || isStale) refresh(site, map);
    }
    near = next;
    return there.filter((site) => !near.has(site));
  }

  function drawNear(site) {
    drawSite(site, map);
    site.marker.on('popupopen', () => { chosen.site = site; });
  }

  function undraw(site) {
    site.marker.remove();
    site.leader.remove();
  }

  function showWays(box) {
    const meets = ([a, b]) => Math.min(a.x, b.x) < box.max.x && Math.max(a.x, b.x) > box.min.x && Math.min(a.y, b.y) < box.max.y && Math.max(a.y, b.y) > box.min.y;
    const led = legs.filter((way) => meets(way.ends) && leads(way));
    const isNear = led.length <= NEAREST;
    for (const [route, lane] of lanes) route.lane = isNear ? lane : 0; // the picture has no lanes
    const wanted = new Map((isNear ? [...led, ...ticks.filter((way) => meets(way.ends) && leads(way))] : []).map((way) => [way.told, way]));
    for (const [told, way] of drawn) {
      if (wanted.has(told)) continue;
      way.group.remove();
      drawn.delete(told);
    }
    for (const [told, way] of wanted) {
      if (!drawn.has(told)) drawn.set(told, way.draw(way.route, told, renderer));
      drawn.get(told).group.addTo(map);
    }
    return isNear ? [] : led.map(({ route, told, ends: [a, b] }) => [route, told.planned, a.x, a.y, b.x, b.y]);
  }

  map.on('click', ({ layerPoint }) => {
    const site = overview.at(layerPoint);
    if (!site) return;
    chosen.site = site;
    map.fire('moveend');
    open(map, site);
  });
  map.on('mousemove', ({ layerPoint }) => {
    map.getContainer().style.cursor = overview.at(layerPoint) ? 'pointer' : '';
  });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => map.fire('moveend'));

  return {
    isWhole: false,
    refresh() {
      sites.forEach(tally);
      isStale = true;
    },
    seen() {
      const { box } = overview;
      project();
      const dots = showSites(box);
      const lines = showWays(box);
      overview.draw(lines, dots);
      isStale = false;
      return { marks: [...near], ways: [...drawn.values()] };
    },
  };
}
