// Work that functions leave running after their responses.

import { html, nothing } from '../lib/lit.js';
import { functionLink, part, requestLink, table } from './parts.js';

export function leftRunningView(functions) {
  return part(
    'left',
    'Work left running',
    'Lines written after the response: before the next request, or while it ran. Lambda freezes an environment between requests, so such work may never end.',
    functions.length
      ? table(
          'Functions that leave work running',
          [['Function'], ['Requests', 'n'], ['Lines after END', 'n'], ['Lines during others', 'n'], ['Newest']],
          functions.map(
            (f) => html`<tr>
              <td>${functionLink(f.functionName)}</td>
              <td class="n">${f.requests}</td>
              <td class="n">${f.linesAfterEnd}</td>
              <td class="n">${f.linesDuringOthers}</td>
              <td>${requestLink(f.example)}</td>
            </tr>`,
          ),
        )
      : nothing,
    'No function wrote anything after its response.',
  );
}
