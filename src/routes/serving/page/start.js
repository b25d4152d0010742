// Puts the page together, and again at every build.

import { button, byId, el } from './dom.js';
import { listArticles, showArticle, startArticle } from './article.js';
import { drawLists, keepFound, problemText, startLists } from './lists.js';
import { showMap, startMap, translateMap } from './map.js';
import { listPlaces, ruleOnCaravan, ruleOnMention, ruleOnReport } from './rule.js';
import { get, listen, refreshState, store, write } from './server.js';
import { askSpot, offerSpot, withdrawSpot } from './spot.js';
import { languages, loadWords, say, speak } from './words.js';

const QUIET = 700; // milliseconds without a build
let map = ''; // the hash of the one that is shown
let hindered = ''; // why the last edit was not written; told until another is

// Says what happened, with a button that undoes what was written last.
let last = [];
function tell(...words) {
  last = words;
  const number = store.latest;
  const undo = number && button(say('undo'), {}, () => save({ do: 'undo', number }, store.hashes));
  byId('said').replaceChildren(say(...words), ...(undo ? [' ', undo] : []));
}

// Writes an edit and says so; gives what hindered it.
async function save(edit, seen) {
  hindered = await write(edit, seen);
  tell(hindered ? 'notWritten' : 'written', { why: hindered });
  return hindered;
}

// --- what the editor does ----------------------------------------------------------------------

// On the map a place may be shown less exactly than it is known.
const exactly = (place) => store.state.places.find((one) => one.id === place.id) || place;

const mend = (place) => askSpot(say('mendTitle', { name: place.name }), exactly(place).at, (at, seen) => save({ do: 'move', place: place.id, ...at }, seen));

const place = (name) => askSpot(say('placeTitle', { name }), null, (at, seen) => save({ do: 'place', name, ...at }, seen));

function rule(kind, told, reading) {
  if (kind === 'report') {
    ruleOnReport(told, reading, save);
    return;
  }
  const known = store.state.places.find((one) => one.id === told.place);
  const more = known ? [[say('mendOf', { name: known.name }), () => mend(known)]] : [[say('placeIt'), () => place(told.text)]];
  ruleOnMention(told, reading, more, save);
}

const near = (one, at) => Math.abs(one.at[0] - at.lat) + Math.abs(one.at[1] - at.lng);

const onMap = {
  opened(at) {
    const [best] = store.state.drawn.slice().sort((a, b) => near(a, at) - near(b, at));
    if (best && near(best, at) < 0.001) offerSpot(best, mend);
  },
  closed: withdrawSpot,
  async quote(words, title) {
    const found = await get('quote', { words, title });
    if (found) showArticle(found.article, found);
  },
};

// --- what was built ----------------------------------------------------------------------------

function showBroken() {
  const { broken, leftOut } = store.state;
  const box = byId('broken');
  box.hidden = !broken.length;
  box.replaceChildren(...(broken.length ? [el('p', {}, say(leftOut ? 'leftOut' : 'broken')), el('ul', {}, ...broken.map((one) => el('li', { lang: 'en' }, problemText(one))))] : []));
}

async function built() {
  await refreshState();
  showBroken();
  byId('title').textContent = document.title = store.state.title;
  listPlaces();
  listArticles();
  drawLists();
  if (store.state.broken.length && !store.state.leftOut) tell('stays');
  else if (!hindered) tell(map ? 'builtAgain' : 'built', { n: store.state.articles.length });
  if (map !== store.state.map) await showMap();
  map = store.state.map;
  await showArticle();
}

// What takes the server longer is asked for once it is quiet.
async function found(serial) {
  const told = await get('names');
  await busy;
  if (!told || serial !== newest) return;
  keepFound(told);
  drawLists();
}

// One build after another, and of those that came meanwhile only the last. What went wrong with one is told, and the
// next one comes all the same.
let busy = Promise.resolve();
let newest = 0;
let pause = 0;
function takeTurns(serial) {
  clearTimeout(pause);
  pause = setTimeout(found, newest ? QUIET : 0, serial);
  newest = serial;
  busy = busy.then(() => serial === newest && built()).catch(() => tell('silent'));
}

// --- words -------------------------------------------------------------------------------------

function translate() {
  for (const element of document.querySelectorAll('[data-say]')) element.textContent = say(element.dataset.say);
  byId('map-pane').setAttribute('aria-label', say('map'));
  byId('text-pane').setAttribute('aria-label', say('article'));
  byId('work').setAttribute('aria-label', say('work'));
  const box = document.querySelector('.languages');
  box.setAttribute('aria-label', say('languages'));
  box.replaceChildren(...languages().map(({ lang, name, isSpoken }) => button(name, { lang, 'aria-pressed': String(isSpoken) }, () => {
    speak(lang);
    translate();
    box.querySelector('[aria-pressed=true]').focus();
  })));
  translateMap();
  if (!store.state) return;
  tell(...last);
  showBroken();
  listArticles();
  drawLists();
  showArticle();
}

await loadWords();
translate();
startArticle(rule);
startLists({ write: (edit) => save(edit, store.hashes), place, merge: (caravan) => ruleOnCaravan(caravan, save) });
await startMap(onMap);
listen(takeTurns, () => tell('silent'));
