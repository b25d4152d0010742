// The one door to the server: what was built, and the edits. All addresses lie behind the token of this page's own.

import { say, spoken } from './words.js';

export const store = { state: null, hashes: {}, latest: 0 }; // `latest` is the edit that one button undoes

export async function get(path, asked = {}) {
  const answer = await fetch(`${path}?${new URLSearchParams(asked)}`);
  return answer.ok ? answer.json() : null;
}

export async function refreshState() {
  store.state = await get('state');
  store.hashes = { ...store.state.hashes };
  return store.state;
}

const UNHEARD = { ok: false, json: () => ({ why: say('silent') }) }; // where no answer came

// Writes one edit; `seen` are the files as the editor saw them. Gives what hindered it, '' where it was written.
export async function write(edit, seen) {
  const body = JSON.stringify({ ...edit, seen });
  const headers = { 'content-type': 'application/json', 'accept-language': spoken() };
  const answer = await fetch('edit', { method: 'POST', headers, body }).catch(() => UNHEARD);
  const told = await answer.json();
  if (!answer.ok) return told.why;
  store.hashes = told.hashes;
  store.latest = told.number;
  return '';
}

// Calls back for every build, with its number, and where the server falls silent.
export function listen(built, silent) {
  const news = new EventSource('news');
  news.addEventListener('message', (event) => built(Number(event.data)));
  news.addEventListener('error', silent);
}
