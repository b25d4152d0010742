// Puts the page together when the map is there.

const Corner = L.Control.extend({
  initialize(element, position) {
    L.setOptions(this, { position });
    this.element = element;
  },
  onAdd() {
    L.DomEvent.disableClickPropagation(this.element);
    L.DomEvent.disableScrollPropagation(this.element);
    return this.element;
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
  POPUP.maxWidth = Math.min(330, x - 86); // and its edges, and room to pan it into view
  POPUP.autoPanPaddingTopLeft = [x < 600 ? 24 : 124, 24]; // beside the buttons, which are gone from a narrow map
  map.setMaxBounds(atlas.ground.box).setMaxZoom(13);
  map.options.maxBoundsViscosity = 1;
  map.setMinZoom(Math.min(map.getBoundsZoom(atlas.view) - 1, map.getBoundsZoom(atlas.ground.box, true)));
}

// The boxes of the map's buttons and scale and a little around them, in the map's own pixels.
function controls(map) {
  const chart = map.getContainer().getBoundingClientRect();
  return [...document.querySelectorAll('#chart .leaflet-control')].map((control) => {
    const { left, top, width, height } = control.getBoundingClientRect();
    const { x, y } = map.containerPointToLayerPoint([left - chart.left, top - chart.top]);
    return [x - GAP, y - GAP, x + width + GAP, y + height + GAP];
  });
}

function languageSwitch(chosen) {
  const buttons = LANGUAGES.map((lang) => button(atlas.words[lang].language, { lang }, () => chosen(lang)));
  const box = el('div', { class: 'languages', role: 'group' }, ...buttons);
  return { box, write: () => {
    box.setAttribute('aria-label', say('languages'));
    buttons.forEach((made) => made.setAttribute('aria-pressed', String(made.lang === speech.lang)));
  } };
}

const wide = matchMedia('(min-width: 900px)'); // beside the map the legend is always open
wide.addEventListener('change', () => {
  const legend = document.querySelector('.legend');
  if (legend && wide.matches) legend.open = true;
});

// The side, in the reader's language; what was unfolded stays so.
function fillSide(map, changed) {
  const side = document.getElementById('side');
  const open = [...side.querySelectorAll('details')].map((part) => part.open);
  const legend = el('details', { class: 'legend', open: wide.matches }, el('summary', {}, say('key')), routeSwitches(changed), eventSwitches(changed), signs());
  const key = el('section', { id: 'key', 'aria-label': say('key') }, searchBox(map), legend);
  side.replaceChildren(key, ...lists(map).filter(Boolean));
  side.querySelectorAll('details').forEach((part, index) => {
    if (index in open) part.open = open[index];
  });
}

function draw(map) {
  document.documentElement.classList.add('js');
  const container = map.getContainer();
  if (!container.clientWidth || !container.clientHeight) {
    whenSized(container, () => draw(map));
    return;
  }
  container.setAttribute('role', 'region');
  const wished = (navigator.languages || []).map((code) => code.slice(0, 2)).find((code) => LANGUAGES.includes(code));
  let lang; // as the reader chose it, or the address; else that of the browser
  let isReady = false;
  let labels;
  let seen; // the sites and ways that have elements
  let traces;
  let home; // the whole map, as the address has it
  let framed = {}; // what a page around this one asked for
  const everything = atlas.view;

  const timeline = makeTimeline(changed);
  if (DAYS.length > 1) document.getElementById('chart').append(timeline.box);
  map.invalidateSize({ animate: false });
  show(map); // before the limits: below the least zoom the map would fly there, and heed nothing until it lands
  setLimits(map);
  goHome();

  const whole = button('', { class: 'whole' }, goHome);
  const languages = languageSwitch((chosen) => {
    lang = chosen;
    setLanguage(chosen);
  });
  document.querySelector('header').prepend(languages.box);
  new Corner(whole, 'topleft').addTo(map);
  L.control.scale({ maxWidth: 120 }).addTo(map);
  drawGround(map);
  if (atlas.tiles) drawTiles(map);
  map.createPane('leaders').style.zIndex = 590; // below the marks
  const scene = makeScene(map);

  // Once asked for its size anew, Leaflet tells the middle by whole pixels, and no more where it was told to be.
  function goHome() {
    show(map);
    map.invalidateSize({ animate: false });
    home = viewOf(map);
    keep();
  }

  // The timeline takes its room from the map; the whole map stays whole.
  function resize() {
    const [size, isHome] = [map.getSize(), viewOf(map) === home];
    map.invalidateSize({ animate: false });
    if (isHome && !map.getSize().equals(size)) goHome();
  }

  function keep() {
    const view = viewOf(map);
    const hidden = [...off].join();
    const { bare, caravan } = framed;
    const alone = caravan && hidden === others(caravan).join();
    const parts = { lang, caravan: alone ? caravan : '', bare: bare ? '1' : '', day: clock.day, off: alone ? '' : hidden };
    if (isReady) writeAddress({ ...parts, map: view === home ? '' : view });
  }

  function name(taken) {
    placeLabels(map, labels, { ...seen, ...traces, taken });
  }

  function boxes() {
    const taken = new Boxes();
    controls(map).forEach((box) => taken.add(box));
    for (const site of seen.marks) [site.box, site.dotBox].forEach((box) => taken.add(box));
    return taken;
  }

  function layout() {
    seen = scene.seen();
    traces = sampled(map, seen.ways);
    name(arrange(map, seen.marks, traces.lines));
  }

  function changed() {
    scene.refresh();
    timeline.write();
    resize();
    layout();
    keep();
  }

  function setLanguage(code) {
    map.closePopup();
    clearArea();
    speak(code);
    translate();
    languages.write();
    whole.textContent = say('whole');
    container.setAttribute('aria-label', say('mapHelp'));
    for (const way of ['in', 'out']) {
      const made = container.querySelector(`.leaflet-control-zoom-${way}`);
      for (const attribute of ['title', 'aria-label']) made.setAttribute(attribute, say(way === 'in' ? 'zoomIn' : 'zoomOut'));
    }
    labels = makeLabels(map);
    fillSide(map, changed);
    changed();
  }

  // Shows what the address asks for.
  function follow() {
    const asked = readAddress();
    lang = asked.lang;
    off.clear();
    asked.off.forEach((group) => off.add(group));
    clock.day = asked.day;
    framed = asked;
    document.documentElement.classList.toggle('bare', asked.bare);
    const way = asked.caravan ? routeOf.get(asked.caravan).stops.map((stop) => atlas.places[stop.place].at) : [];
    atlas.view = way.length ? L.latLngBounds(way) : everything;
    setLanguage(lang || wished || 'en');
    if (asked.view) map.setView(asked.view.at, asked.view.zoom, { animate: false });
    else goHome();
  }

  mindKeyboard(map);
  map.on('popupopen', clearArea);
  mindFrame();
  mindPrinter(map);
  follow();
  layout();
  isReady = true;
  if (scene.isWhole) map.on('zoomend viewreset', layout);
  map.on('moveend', () => {
    scene.isWhole ? name(boxes()) : layout();
    keep();
  });
  addEventListener('hashchange', () => {
    if (location.hash.includes('=')) follow();
  });
}
