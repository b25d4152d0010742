// Puts the page together when the map is there.

L.Map.mergeOptions({ zoomAnimation: !calm, fadeAnimation: !calm, markerZoomAnimation: !calm, inertia: !calm });

const WholeMap = L.Control.extend({
  onAdd(map) {
    const made = button('Whole map', { class: 'whole' }, () => show(map));
    L.DomEvent.disableClickPropagation(made);
    return made;
  },
});

function show(map) {
  map.closePopup();
  const { x, y } = map.getSize();
  map.fitBounds(atlas.view, { padding: x < 600 ? [34, 26] : [Math.min(90, x / 12), Math.min(60, y / 12)], animate: false });
}

function setLimits(map) {
  const { x, y } = map.getSize();
  POPUP.maxHeight = Math.max(160, Math.min(400, y * 0.6));
  POPUP.maxWidth = Math.min(330, x - 50);
  map.setMaxBounds(atlas.ground.box).setMaxZoom(13);
  map.options.maxBoundsViscosity = 1;
  map.setMinZoom(Math.min(map.getBoundsZoom(atlas.view) - 1, map.getBoundsZoom(atlas.ground.box, true)));
}

function drawLines(map) {
  const renderer = L.svg({ padding: 0.6 });
  return atlas.routes.map((route, index) => {
    const bend = atlas.routes.length > 1 ? BENDS[index % BENDS.length] : 0;
    const layers = [drawLegs(route, bend, renderer), drawTicks(route, bend, renderer, crossingPopup)];
    return { route, bend, layers };
  });
}

function drawSide(map, changed) {
  const few = atlas.routes.length <= 2;
  document.getElementById('side').append(
    el('section', { id: 'key', 'aria-label': 'Key and switches' }, routeSwitches(changed), eventSwitches(changed), signs()),
    ...[
      ...atlas.routes.map((route, index) => routeList(map, route, few || index === 0)),
      eventList(map), unplacedList(), articleList(), method(),
    ].filter(Boolean),
  );
}

// The boxes of the map's buttons and scale, in the map's own pixels.
function controls(map) {
  const chart = map.getContainer().getBoundingClientRect();
  return [...map.getContainer().querySelectorAll('.leaflet-control')].map((control) => {
    const { left, top, width, height } = control.getBoundingClientRect();
    const { x, y } = map.containerPointToLayerPoint([left - chart.left, top - chart.top]);
    return [x, y, x + width, y + height];
  });
}

window.drawRoutes = function drawRoutes(map) {
  document.documentElement.classList.add('js');
  const container = map.getContainer();
  container.setAttribute('role', 'region');
  container.setAttribute('aria-label', 'Map of the routes; arrow keys move it, plus and minus zoom');
  map.invalidateSize({ animate: false });
  setLimits(map);
  show(map);
  new WholeMap({ position: 'topleft' }).addTo(map);
  L.control.scale({ maxWidth: 120 }).addTo(map);
  drawGround(map);
  const routes = drawLines(map);
  map.createPane('leaders').style.zIndex = 590; // below the marks
  sites.forEach((site) => drawSite(site, map));
  const labels = makeLabels(map);

  let traces;

  function name() {
    const taken = new Boxes();
    sites.filter((site) => site.visible).forEach((site) => taken.add(site.box));
    controls(map).forEach((box) => taken.add(box));
    placeLabels(map, labels, taken, traces);
  }

  function layout() {
    traces = sampled(map, routes);
    arrange(map, new Boxes(), traces.lines);
    name();
  }

  function changed() {
    for (const { route, layers } of routes) {
      for (const layer of layers) off.has(route.class) ? layer.remove() : layer.addTo(map);
    }
    sites.forEach((site) => refresh(site, map));
    layout();
  }

  mindKeyboard(map);
  drawSide(map, changed);
  map.on('zoomend viewreset', layout);
  map.on('moveend', name);
  changed();
};
