// Long lists: rows are made in batches, and stand in the page while they are near what is seen. Each says which row of
// how many it is. A batch that is far away keeps its height.

const BATCH = 40;
const ROOM = 66; // pixels: the height of a row before any of its list was seen

const held = new WeakMap(); // batch -> how many rows it has, how they are made, and all batches of its list
const watcher = new IntersectionObserver((changes) => {
  for (const { target, isIntersecting } of changes) {
    if (isIntersecting) fill(target);
    measure(target);
    if (!isIntersecting) empty(target);
  }
}, { rootMargin: '1200px 0px' });

function fill(batch) {
  if (batch.firstChild) return;
  const told = held.get(batch);
  told.rows = told.rows || told.make(); // kept, so that what was unfolded stays so
  batch.style.minHeight = '';
  batch.append(...told.rows);
}

// The rows that were never made will be about as high as these.
function measure(batch) {
  const { all, count } = held.get(batch);
  if (!batch.firstChild || !batch.offsetHeight || all.isMeasured) return;
  all.isMeasured = true;
  const room = batch.offsetHeight / count;
  for (const other of all) {
    const told = held.get(other);
    if (!told.rows) other.style.minHeight = `${room * told.count}px`;
  }
}

function empty(batch) {
  if (!batch.firstChild || batch.contains(document.activeElement)) return;
  batch.style.minHeight = `${batch.offsetHeight}px`;
  batch.replaceChildren();
}

function rows(all, make) {
  if (all.length <= BATCH) return all.map(make);
  const batches = [];
  for (let start = 0; start < all.length; start += BATCH) {
    const some = all.slice(start, start + BATCH);
    const batch = el('div', { class: 'batch' });
    held.set(batch, { all: batches, count: some.length, make: () => some.map((one, i) => make(one, start + i)) });
    batches.push(batch);
    batch.style.minHeight = `${ROOM * some.length}px`;
    watcher.observe(batch);
  }
  fill(batches[0]);
  return batches;
}

function listOf(tag, all, make) {
  if (all.length <= BATCH) return el(tag, {}, ...all.map(make));
  const item = (one, i) => filled(make(one, i), { role: 'listitem', 'aria-posinset': i + 1, 'aria-setsize': all.length }, []);
  return el('div', { role: 'list' }, ...rows(all, item));
}

// As many names as one can look over, of those that hold what was typed.
function suggest(input, options, all) {
  let names;
  let spelled;
  input.addEventListener('input', () => {
    names = names || all();
    spelled = spelled || names.map(plain);
    const asked = plain(input.value);
    const found = [];
    for (let i = 0; asked && i < names.length && found.length < 20; i++) if (spelled[i].includes(asked)) found.push(names[i]);
    options.replaceChildren(...found.map((name) => el('option', { value: name })));
  });
}
