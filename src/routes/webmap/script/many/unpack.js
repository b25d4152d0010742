// The atlas of a huge map: deflated, in base64, a text for some lines of it.

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
    return atlas;
  } catch (error) {
    page.classList.remove('js');
    throw error;
  }
}
