// SPDX-License-Identifier: MIT
'use strict';

const { serve } = require('./gather_kit');

serve({
  name: 'Promise.allSettled',
  version: process.versions.node,
  capabilities: ['return_exceptions', 'duplicates', 'nesting', 'empty', 'futures', 'tasks', 'callbacks', 'identity'],
  gather: (promises) => Promise.allSettled(promises),
  entry: ({ status, value, reason }) => (status === 'fulfilled' ? value : reason),
});
