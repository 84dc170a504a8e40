// Runs before the rest of the page is here: asks for the request that the address names, so that it is under way meanwhile.

import { askEarly } from '../lib/api.js';
import { requestOf } from '../lib/address.js';

const requestId = requestOf(location);
if (requestId) askEarly(requestId);
