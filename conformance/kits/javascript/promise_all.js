// SPDX-License-Identifier: MIT
'use strict';

const { serve } = require('./gather_kit');

serve({
  name: 'Promise.all',
  version: process.versions.node,
  capabilities: ['duplicates', 'nesting', 'empty', 'futures', 'tasks', 'callbacks', 'identity'],
  gather: (promises) => Promise.all(promises),
});
