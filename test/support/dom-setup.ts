/** What Mantine and the virtual list ask of a browser and happy-dom does not have. */
class NoResizeObserver implements ResizeObserver {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
}

function noMatch(media: string): MediaQueryList {
  const query = new EventTarget();
  return Object.assign(query, { matches: false, media, onchange: null, addListener() {}, removeListener() {} });
}

window.matchMedia = noMatch;
window.ResizeObserver = NoResizeObserver;
window.HTMLElement.prototype.scrollIntoView = () => {};
