// SPDX-License-Identifier: MIT

// errgroup.WithContext, as its users write it: a goroutine for each child puts the result in its
// place; the first error cancels the context of all, and is told when all have ended.
package main

import (
	"context"
	"runtime"

	"golang.org/x/sync/errgroup"
)

func gather(all context.Context, children []*child, returnExceptions bool) ([]int, error) {
	list := make([]int, len(children))
	group, all := errgroup.WithContext(all)
	for place, each := range children {
		place, each := place, each
		group.Go(func() error {
			end := each.await(all)
			list[place] = end.number
			if end.isError && !returnExceptions {
				return end
			}
			return nil
		})
	}
	return list, group.Wait()
}

func main() {
	serve(library{
		Name:    "errgroup",
		Version: runtime.Version(),
		Capabilities: []string{"cancel_outer", "cancel_child", "cancel_awaiter", "return_exceptions", "nesting",
			"empty", "futures", "tasks", "identity"},
		gather: gather,
	})
}
