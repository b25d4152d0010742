// In another page: lists are folded at first; where all stands in one column, that page is told how high it is, else 0.

const isFramed = parent !== window;

function mindFrame() {
  if (!isFramed) return;
  const page = document.documentElement;
  page.classList.add('framed');
  const tell = () => {
    const isColumn = !wide.matches && !page.classList.contains('bare');
    parent.postMessage({ routes: isColumn ? document.body.offsetHeight : 0 }, '*');
  };
  new ResizeObserver(tell).observe(document.body);
}

// A frame that is folded, or whose page is still being put together, has no size, and nothing has its place in it.
function whenSized(element, done) {
  const watch = new ResizeObserver(() => {
    if (!element.clientWidth || !element.clientHeight) return;
    watch.disconnect();
    done();
  });
  watch.observe(element);
}
