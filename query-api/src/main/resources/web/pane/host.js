// What an embedded pane and the page around it tell each other (see embed.js). The page around it is one that the server
// allows: the browser embeds the pane in no other.

export class Host {
  /** `onRequest({function, q})` when something else shall be shown, `onToken(token)` when the page around has one. */
  constructor({ onRequest, onToken }) {
    const query = new URLSearchParams(location.search);
    this.opensFrames = query.has('frames');
    this.tellsKeys = query.has('keys');
    useTheme(query.get('theme'));
    this.told = new Set();
    this.onMessage = (event) => {
      const request = event.source === window.parent && event.data?.logtrail;
      if (!request || typeof request !== 'object') return;
      if (typeof request.token === 'string') onToken(request.token);
      else if (typeof request.theme === 'string') useTheme(request.theme);
      else onRequest(request);
    };
  }

  /** `root`: the element of the pane. */
  start(root) {
    window.addEventListener('message', this.onMessage);
    root.classList.toggle('opens-frames', this.opensFrames);
    if (this.opensFrames) root.addEventListener('click', tellFrame);
    if (this.tellsKeys) window.addEventListener('keydown', tellShortcut);
  }

  stop() {
    window.removeEventListener('message', this.onMessage);
    window.removeEventListener('keydown', tellShortcut);
  }

  tell(message) {
    tell(message);
  }

  /** Tells what needs to be told once. */
  once(message) {
    if (!this.told.has(message)) tell(message);
    this.told.add(message);
  }
}

/** Light or dark; anything else is as the system has it. */
function useTheme(theme) {
  document.documentElement.dataset.theme = theme ?? '';
}

function tell(message) {
  window.parent.postMessage({ logtrail: message }, '*');
}

/** Tells which line of a stack was clicked; not where a text was selected. */
function tellFrame({ target }) {
  let line = target.closest('.exception .frames > div, .exception .printed');
  if (line?.classList.contains('inner')) line = line.previousElementSibling; // The source line below a frame of Python.
  if (line && getSelection().isCollapsed) tell({ frame: line.textContent });
}

/** Tells a shortcut that the pane has not used and that does not edit text; nothing of what is typed. */
function tellShortcut(event) {
  const { key, code, keyCode, ctrlKey, metaKey, altKey, shiftKey, repeat } = event;
  const isShortcut = ctrlKey || metaKey || altKey || /^F\d+$/.test(key);
  const edits = (ctrlKey || metaKey) && !shiftKey && /^[acvxyz]$/.test(key);
  if (event.defaultPrevented || !isShortcut || edits || event.isComposing || event.getModifierState('AltGraph')) return;
  event.preventDefault(); // Or the browser prints, where the page around opens a file.
  tell({ key: { key, code, keyCode, ctrlKey, metaKey, altKey, shiftKey, repeat } });
}
