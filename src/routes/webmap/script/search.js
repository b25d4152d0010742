// Finds a place by its name, in any writing: accents and capitals do not matter.

const plain = (words) => words.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim();

function searchBox(map) {
  const names = (site) => [site.place.name, named(site.place.name)];
  const options = () => [...new Set(sites.map((site) => named(site.place.name)))].sort(intl('Collator').compare);
  const input = el('input', { type: 'search', id: 'find', list: 'places', autocomplete: 'off' });
  const answer = el('p', { class: 'count', role: 'status' });
  const find = (isWhole) => {
    const asked = plain(input.value);
    const meets = (site, test) => names(site).some((name) => test(plain(name)));
    const seen = byWeight.filter((site) => site.visible);
    const found = seen.find((site) => meets(site, (name) => name === asked))
      || (!isWhole && asked && seen.find((site) => meets(site, (name) => name.includes(asked))));
    answer.textContent = found || isWhole || !asked ? '' : say('notFound');
    if (found) choose(map, found);
  };
  input.addEventListener('input', (event) => {
    if (!event.inputType || event.inputType === 'insertReplacementText') find(true); // one of the suggestions was taken
  });
  const datalist = el('datalist', { id: 'places' });
  suggest(input, datalist, options);
  const form = el('form', { class: 'find', role: 'search' }, el('label', { for: 'find' }, say('search')), input, datalist, answer);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    find(false);
  });
  return form;
}
