// Boxes of pixels that must not lie on each other, and lines that they should not lie on; both found by a grid's cells.

const key = (x, y) => x * 1e6 + y;

function* cells(box, size) {
  for (let x = Math.floor(box[0] / size); x <= Math.floor(box[2] / size); x++) {
    for (let y = Math.floor(box[1] / size); y <= Math.floor(box[3] / size); y++) yield key(x, y);
  }
}

class Boxes {
  constructor() {
    this.size = 64;
    this.held = new Map();
  }

  add(box) {
    for (const cell of cells(box, this.size)) {
      if (this.held.has(cell)) this.held.get(cell).push(box);
      else this.held.set(cell, [box]);
    }
  }

  // Whether nothing but `own` meets the box.
  isFree(box, own) {
    const meets = (other) => box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3] && other !== own;
    for (const cell of cells(box, this.size)) {
      if (this.held.has(cell) && this.held.get(cell).some(meets)) return false;
    }
    return true;
  }
}

class Traces {
  constructor() {
    this.size = 6;
    this.held = new Set();
  }

  add(point) {
    this.held.add(key(Math.floor(point.x / this.size), Math.floor(point.y / this.size)));
  }

  // How much of the lines lies under the box.
  under(box) {
    let sum = 0;
    for (const cell of cells(box, this.size)) sum += this.held.has(cell);
    return sum;
  }
}

// The part of the map that is seen, in layer pixels.
function viewBox(map) {
  const corner = map.containerPointToLayerPoint([0, 0]);
  return L.bounds(corner, corner.add(map.getSize()));
}

function inside(box, view) {
  return box[0] >= view.min.x && box[2] <= view.max.x && box[1] >= view.min.y && box[3] <= view.max.y;
}

// The box of the given size with its middle at x, y.
function boxAt(x, y, width, height) {
  return [x - width / 2, y - height / 2, x + width / 2, y + height / 2];
}
