// The atlas of a huge map: deflated, in base64, a text for some lines of it.

// A stop that names no place or no quotes has the next: those behind all that stops before it point to.
function counted(atlas) {
  let [place, quote] = [0, 0];
  for (const route of atlas.routes) {
    for (const stop of [...route.stops || [], ...route.areas || []]) {
      stop.place ??= place;
      stop.quotes ??= [quote];
      place = Math.max(place, stop.place + 1);
      for (const one of stop.quotes) quote = Math.max(quote, (one.quote ?? one) + 1);
    }
  }
  return atlas;
}

function bytes(text) {
  const chars = atob(text);
  const made = new Uint8Array(chars.length);
  for (let i = 0; i < chars.length; i++) made[i] = chars.charCodeAt(i);
  return made;
}

// The tables give way at once, not to be laid out for nothing; they are back where the browser cannot unpack.
async function unpacked(texts) {
  const page = document.documentElement;
  page.classList.add('js');
  try {
    const stream = new Blob(texts.map(bytes)).stream().pipeThrough(new DecompressionStream('deflate-raw'));
    const atlas = await new Response(stream).json();
    document.querySelector('.plain').remove();
    return counted(atlas);
  } catch (error) {
    page.classList.remove('js');
    throw error;
  }
}
