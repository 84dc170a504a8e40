// What each log statement costs.

import { sizeOf } from '../lib/format.js';
import { html, nothing } from '../lib/lit.js';
import { functionLink, part, table } from './parts.js';

const SHOWN = 25;
const usd = (n) => (n >= 100 ? `$${Math.round(n)}` : n >= 0.01 ? `$${n.toFixed(2)}` : `$${n.toPrecision(1)}`);

export function statementsView(statements, usdPerGb, ofAll) {
  const shown = statements.slice(0, SHOWN);
  return part(
    'statements',
    'What log statements cost',
    `Bytes as CloudWatch Logs counts them, at $${usdPerGb.toFixed(2)} a GB; * stands for what differs.`,
    shown.length
      ? html`${table(
          'Log statements by what they cost',
          [['Message'], ...(ofAll ? [['Function']] : []), ['Level'], ['Lines', 'n'], ['Size', 'n'], ['Share', 'n'], ['A million requests', 'n']],
          shown.map(
            (s) => html`<tr>
              <td class="template"><code>${s.template}</code></td>
              ${ofAll ? html`<td>${s.functionName ? functionLink(s.functionName) : ''}</td>` : nothing}
              <td>${s.level ?? ''}</td>
              <td class="n">${s.lines.toLocaleString('en')}</td>
              <td class="n">${sizeOf(s.bytes)}</td>
              <td class="n">${(s.share * 100).toFixed(1)} %</td>
              <td class="n">${usd(s.usdPerMillionRequests)}</td>
            </tr>`,
          ),
        )}
        ${statements.length > SHOWN ? html`<p class="says">${statements.length - SHOWN} smaller ones are left out.</p>` : nothing}`
      : nothing,
    'The functions wrote nothing.',
  );
}
