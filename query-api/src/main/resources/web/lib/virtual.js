// Long lists of which only what is in view is in the page: a gap stands in place of the rest.

/** How far beyond the window things are rendered, in pixels: as far as the window is high, and at most so far. */
const MARGIN = 600;

/**
 * What of `count` things, one below the other, is to be rendered: [{index} | {gap: height, key}]. `heightOf(index)` in
 * pixels, known or guessed; `isKept(index)`: rendered wherever it stands; `view`: {top, bottom} of the window, counted from
 * the first thing's top.
 */
export function rendered(count, heightOf, isKept, view) {
  const spans = [];
  const margin = Math.min(MARGIN, Math.max(view.bottom - view.top, 0));
  const step = margin / 2 || 1; // A window that moved by less needs nothing else.
  const first = Math.floor((view.top - margin) / step) * step;
  const last = Math.ceil((view.bottom + margin) / step) * step;
  let at = 0;
  let gap = 0;
  const endGap = (index) => {
    if (gap) spans.push({ gap, key: `gap before ${index}` });
    gap = 0;
  };
  for (let i = 0; i < count; i++) {
    const height = heightOf(i);
    if ((at + height > first && at < last) || isKept(i)) {
      endGap(i);
      spans.push({ index: i });
    } else gap += height;
    at += height;
  }
  endGap('end');
  return spans;
}

const NEAR = 100; // What is so far below the window counts as in view, in pixels.

/**
 * Of such spans what is made in this frame, and gaps in place of what is left to the next ones: much at once would hold up
 * the page. Made are all in view, all for which `isMade(index)`, and `most` of the others. Returns {shown, isLeft}.
 */
export function sliced(spans, heightOf, isMade, view, most) {
  const shown = [];
  let left = most;
  let top = 0;
  for (const span of spans) {
    const height = span.gap ?? heightOf(span.index);
    const isInView = top + height > view.top && top < view.bottom + NEAR;
    top += height;
    if (span.gap || isInView || isMade(span.index) || left-- > 0) shown.push(span);
    else if (shown.at(-1)?.isLeft) shown.at(-1).gap += height;
    else shown.push({ gap: height, key: `gap from ${span.index}`, isLeft: true });
  }
  return { shown, isLeft: left < 0 };
}

/** Where the window is, {top, bottom}, counted from an element's top. */
export function viewOf(element) {
  const { top } = element.getBoundingClientRect();
  return { top: -top, bottom: innerHeight - top };
}

const lookers = new Set();
let frame = null;

/** Calls all back in the next frame, though nothing may have moved. */
export function lookAgain() {
  // One after the other, before what they changed is drawn: whoever measured behind a change would have the page laid out.
  frame ??= requestAnimationFrame(() => {
    frame = null;
    for (const look of [...lookers]) look();
  });
}

/** Calls back at most once a frame while something scrolls or the window changes its size. Returns how to stop. */
export function onLook(callback) {
  if (!lookers.size) {
    document.addEventListener('scroll', lookAgain, { capture: true, passive: true });
    window.addEventListener('resize', lookAgain);
  }
  lookers.add(callback);
  return () => {
    lookers.delete(callback);
    if (lookers.size) return;
    document.removeEventListener('scroll', lookAgain, { capture: true });
    window.removeEventListener('resize', lookAgain);
  };
}

/** Whether a window went so far that most of what stands in it now did not before: only that is made then, and nothing beside. */
export const hasJumped = (before, view) => Math.abs(view.top - before.top) > (view.bottom - view.top) / 2;

/** An empty place of a height. The policy of the pages allows no style attribute, but a style that a script sets. */
class VirtualGap extends HTMLElement {
  set height(pixels) {
    this.style.display = 'block';
    this.style.height = `${pixels}px`;
  }
}

customElements.define('virtual-gap', VirtualGap);
