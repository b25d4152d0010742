// Boxes of pixels that must not lie on each other; found again by the cells of a grid.

const CELL = 64;

class Boxes {
  constructor() {
    this.cells = new Map();
  }

  near(box) {
    const keys = [];
    for (let x = Math.floor(box[0] / CELL); x <= Math.floor(box[2] / CELL); x++) {
      for (let y = Math.floor(box[1] / CELL); y <= Math.floor(box[3] / CELL); y++) keys.push(`${x},${y}`);
    }
    return keys;
  }

  add(box) {
    for (const key of this.near(box)) {
      if (!this.cells.has(key)) this.cells.set(key, []);
      this.cells.get(key).push(box);
    }
  }

  hits(box) {
    const met = (other) => box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3];
    return this.near(box).reduce((sum, key) => sum + (this.cells.get(key) || []).filter(met).length, 0);
  }
}

// The box of the given size with its middle at x, y.
function boxAt(x, y, width, height) {
  return [x - width / 2, y - height / 2, x + width / 2, y + height / 2];
}
