// Runs before the rest of the page is here: asks for what the address names, so that it is under way meanwhile.

import { LIST, askEarly, requestPath } from '../lib/api.js';
import { askedBy, firstPage, listParams } from '../list/asked-list.js';

const asked = askedBy(location);
if (asked.requestId) askEarly(requestPath(asked.requestId));
else askEarly(LIST, firstPage(listParams(asked)));
