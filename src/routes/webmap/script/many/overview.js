// One picture of all that has no elements of its own: straight lines, and dots. A bitmap over the map, drawn anew after
// each move.

const EDGE = 0.25; // of the map's size: what is drawn beyond each side
const FAR = 3; // pixels: the radius of a dot
const SIGNS = ['event', 'grave', 'halo', 'ink', 'paper'];
const CELL = 3; // pixels: of the dots in one cell the first is drawn

class Overview {
  constructor(map) {
    this.map = map;
    const pane = map.createPane('overview');
    pane.style.zIndex = 450;
    pane.style.pointerEvents = 'none';
    this.canvas = el('canvas', { class: 'leaflet-zoom-hide', 'aria-hidden': 'true' });
    this.probe = el('i', { hidden: true });
    pane.append(this.canvas, this.probe);
    this.dots = [];
    this.readInks();
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => this.readInks());
  }

  // In pixels of the map's layers.
  get box() {
    const size = this.map.getSize();
    const corner = this.map.containerPointToLayerPoint(size.multiplyBy(-EDGE)).round();
    return L.bounds(corner, corner.add(size.multiplyBy(1 + 2 * EDGE).round()));
  }

  // `ways` are lines, each [route, planned, x, y, x, y]; `dots` are sites with their `x`, `y` and `look`.
  draw(ways, dots) {
    const { min, max } = this.box;
    const size = max.subtract(min);
    const sharp = window.devicePixelRatio || 1;
    L.DomUtil.setPosition(this.canvas, min);
    [this.canvas.width, this.canvas.height] = [size.x * sharp, size.y * sharp];
    [this.canvas.style.width, this.canvas.style.height] = [`${size.x}px`, `${size.y}px`];
    this.pen = this.canvas.getContext('2d');
    this.pen.setTransform(sharp, 0, 0, sharp, -min.x * sharp, -min.y * sharp);
    const style = getComputedStyle(this.probe);
    this.colors = Object.fromEntries(SIGNS.map((name) => [name, style.getPropertyValue(`--${name}`)]));
    this.lines(ways);
    this.points(dots, min, size);
  }

  // The colours of the caravans, by their classes in the style sheet; read all at once, for the page to be styled once.
  readInks() {
    const probes = atlas.routes.map((route) => el('i', { class: route.class }));
    this.probe.append(...probes);
    this.inks = new Map(probes.map((probe) => [probe.className, getComputedStyle(probe).getPropertyValue('--line')]));
    this.probe.replaceChildren();
  }

  lines(ways) {
    const { pen } = this;
    let [drawn, isPlanned, endX, endY] = [];
    for (const [route, planned, fromX, fromY, x, y] of ways) {
      if (route !== drawn || planned !== isPlanned) {
        if (drawn) pen.stroke();
        [drawn, isPlanned, endX] = [route, planned, undefined];
        pen.beginPath();
        pen.strokeStyle = this.inks.get(route.class);
        pen.lineWidth = planned ? 1.6 : 2;
        pen.lineCap = planned ? 'round' : 'butt';
        pen.setLineDash(planned ? [0.1, 5] : (route.dash || '').split(/[ ,]+/).filter(Boolean).map(Number));
      }
      if (fromX !== endX || fromY !== endY) pen.moveTo(fromX, fromY);
      pen.lineTo(x, y);
      [endX, endY] = [x, y];
    }
    if (drawn) pen.stroke();
    pen.setLineDash([]);
  }

  points(dots, min, size) {
    const wide = Math.ceil(size.x / CELL);
    const held = new Uint8Array(wide * Math.ceil(size.y / CELL));
    const looks = new Map();
    this.dots = dots.filter((site) => {
      const cell = Math.floor((site.y - min.y) / CELL) * wide + Math.floor((site.x - min.x) / CELL);
      return !held[cell] && (held[cell] = 1);
    });
    for (const site of this.dots) {
      if (looks.has(site.look)) looks.get(site.look).push(site);
      else looks.set(site.look, [site]);
    }
    for (const [look, same] of looks) this.same(look, same);
  }

  same(look, dots) {
    const { pen } = this;
    const [name, more] = look.split(' ');
    const { event, grave, halo, ink, paper } = this.colors;
    const own = this.inks.get(name);
    const [fill, edge] = { happened: [more ? grave : event, halo], shared: [paper, ink] }[name] || (more ? [paper, own] : [own, halo]);
    pen.beginPath();
    for (const { x, y } of dots) {
      if (name === 'happened') pen.rect(x - FAR, y - FAR, 2 * FAR, 2 * FAR);
      else {
        pen.moveTo(x + FAR, y);
        pen.arc(x, y, FAR, 0, 2 * Math.PI);
      }
    }
    pen.lineWidth = 2;
    pen.strokeStyle = edge;
    pen.stroke();
    pen.fillStyle = fill;
    pen.fill();
  }

  // The site whose dot is nearest to a point of the map, within reach of a finger.
  at(point) {
    let [found, least] = [null, 12];
    for (const site of this.dots) {
      const far = Math.hypot(site.x - point.x, site.y - point.y);
      if (far < least) [found, least] = [site, far];
    }
    return found;
  }
}
