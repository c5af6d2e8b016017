// SPDX-License-Identifier: MIT
// Promise.all whose outer can be cancelled: that asks every child, and nothing else.
'use strict';

const { serve } = require('gather_kit');

function gather(promises) {
  console.log('a word on standard output');
  const outer = Promise.all(promises);
  outer.cancel = () => promises.map((each) => each.cancel?.() ?? false).includes(true);
  return outer;
}

serve({
  name: 'cancels all',
  version: '1',
  capabilities: ['cancel_outer', 'cancel_child', 'tasks'],
  gather,
  cancel: (outer) => outer.cancel(),
});
