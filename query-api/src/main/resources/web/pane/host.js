// What an embedded pane and the page around it tell each other (see embed.js). The page around it is one that the server
// allows: the browser embeds the pane in no other.

export class Host {
  /** `onRequest({function, q})` when something else shall be shown, `onToken(token)` when the page around has one. */
  constructor({ onRequest, onToken }) {
    this.opensFrames = new URLSearchParams(location.search).has('frames');
    this.told = new Set();
    this.onMessage = (event) => {
      const request = event.source === window.parent && event.data?.logtrail;
      if (!request || typeof request !== 'object') return;
      if (typeof request.token === 'string') onToken(request.token);
      else onRequest(request);
    };
  }

  /** `root`: the element of the pane. */
  start(root) {
    window.addEventListener('message', this.onMessage);
    root.classList.toggle('opens-frames', this.opensFrames);
    if (this.opensFrames) root.addEventListener('click', tellFrame);
  }

  stop() {
    window.removeEventListener('message', this.onMessage);
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

function tell(message) {
  window.parent.postMessage({ logtrail: message }, '*');
}

/** Tells which line of a stack was clicked; not where a text was selected. */
function tellFrame({ target }) {
  let line = target.closest('.exception .frames > div, .exception .printed');
  if (line?.classList.contains('inner')) line = line.previousElementSibling; // The source line below a frame of Python.
  if (line && getSelection().isCollapsed) tell({ frame: line.textContent });
}
