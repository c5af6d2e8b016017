// SPDX-License-Identifier: MIT
// A gather that forgets to return its promise.
'use strict';

const { serve } = require('gather_kit');

serve({
  name: 'returns nothing',
  version: '1',
  capabilities: [],
  gather: (promises) => {
    Promise.all(promises);
  },
});
