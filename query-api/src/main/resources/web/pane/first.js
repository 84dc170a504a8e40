// Runs before the rest of the page is here: asks for what the address names, so that it is under way meanwhile.

import { LIST, askEarly, requestPath } from '../lib/api.js';
import { askedBy, newestOf, listParams } from '../list/asked-list.js';

const asked = askedBy(location);
if (asked.requestId) askEarly(requestPath(asked.requestId));
else if (!asked.order) askEarly(LIST, newestOf(listParams(asked)));
