// Whether somebody reads in the list: then nothing new is shown there by itself.

export class Reader {
  /** `list()`: the element that scrolls; `model`: the PaneModel. `follow`: whether the newest is wanted. */
  constructor(list, model) {
    this.list = list;
    this.model = model;
    this.follow = true;
    this.atTop = true; // Kept: asking the list for it at each event would lay the page out each time.
    this.pointerRests = false;
  }

  /** Whether a request is open, or a row has the focus, or the pointer rests there. */
  get isReading() {
    const { openKeys, opened } = this.model;
    const isOpen = openKeys.size > (openKeys.has(opened) ? 1 : 0);
    return isOpen || this.pointerRests || document.activeElement?.closest?.('article.trail') != null;
  }

  get wantsNew() {
    return this.follow && this.atTop && !this.isReading;
  }

  /** Shows what was held when nobody reads any more. */
  showIfUnread() {
    if (this.model.hidden.newKeys.size && this.wantsNew) this.model.showHeld();
  }

  showNewest() {
    this.model.showHeld();
    this.list().scrollTop = 0;
    this.atTop = true;
  }

  onScroll() {
    this.atTop = this.list().scrollTop < 40;
    this.showIfUnread();
  }

  /** The pointer came to rest on the list, or left it. A finger does not rest. */
  onPointer(event) {
    this.pointerRests = event.type === 'pointerenter' && event.pointerType === 'mouse';
    this.showIfUnread();
  }
}
