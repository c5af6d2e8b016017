// SPDX-License-Identifier: MIT

// A gather in Go before the suite: library protocol 1 of spec/format/README.md.
//
// One goroutine runs at a time, and an answer is given when all of them wait for something: so the
// same is answered always.
package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"runtime"
)

// outcome is what something came to, by number: a result, an error or a cancellation.
type outcome struct {
	number  int
	isError bool
}

// Error makes a failure an error of Go.
func (end outcome) Error() string { return fmt.Sprint("outcome ", end.number) }

// child is an argument of gather.
type child struct {
	number int
	isOver bool // before gather was called
	ended  chan outcome
}

type deed map[string]interface{}

type library struct {
	Name         string   `json:"name"`
	Version      string   `json:"version"`
	Capabilities []string `json:"capabilities"`
	Protocol     int      `json:"library"`
	Language     string   `json:"language"`
	Edition      string   `json:"edition"`
	// gather gives the list of what the children came to, or the outcome that is raised.
	gather func(all context.Context, children []*child, returnExceptions bool) ([]int, error)
}

type news struct {
	Ended                    int
	Result, Error, Cancelled *int
}

type request struct {
	news
	Id               int
	Hello, Bye       interface{}
	Begin            bool
	Gather, Cancel   *int
	Of               []int
	ReturnExceptions bool `json:"return_exceptions"`
	Over             []news
}

// run is one scenario.
type run struct {
	children map[int]*child
	cancels  map[int]context.CancelFunc
}

var deeds []deed

// await runs a child to its end. When the context is over it asks the child to stop, and waits on.
func (child *child) await(all context.Context) outcome {
	if !child.isOver {
		deeds = append(deeds, deed{"start": child.number})
	}
	select {
	case end := <-child.ended:
		return end
	default:
	}
	select {
	case end := <-child.ended:
		return end
	case <-all.Done():
		deeds = append(deeds, deed{"cancel": child.number})
		return <-child.ended
	}
}

func (run *run) end(told news) {
	ended := outcome{isError: true}
	switch {
	case told.Result != nil:
		ended = outcome{number: *told.Result}
	case told.Error != nil:
		ended.number = *told.Error
	default:
		ended.number = *told.Cancelled
	}
	run.children[told.Ended].ended <- ended
}

func (run *run) gather(library library, asked request) {
	children := []*child{}
	for _, number := range asked.Of {
		run.children[number] = &child{number: number, ended: make(chan outcome, 1)}
		children = append(children, run.children[number])
	}
	for _, each := range asked.Over {
		run.children[each.Ended].isOver = true
		run.end(each)
	}
	all, cancel := context.WithCancel(context.Background())
	run.cancels[*asked.Gather] = cancel
	go func() {
		defer cancel()
		list, err := library.gather(all, children, asked.ReturnExceptions)
		switch failure := err.(type) {
		case nil:
			deeds = append(deeds, deed{"done": *asked.Gather, "list": list})
		case outcome:
			deeds = append(deeds, deed{"done": *asked.Gather, "outcome": failure.number})
		default: // context.Canceled
			deeds = append(deeds, deed{"done": *asked.Gather, "cancelled": true})
		}
	}()
}

// forget lets the goroutines of this scenario run out.
func (run *run) forget() {
	for _, each := range run.children {
		select {
		case each.ended <- outcome{}:
		default:
		}
	}
	settle()
}

var stacks = make([]byte, 1<<20)

// settle gives way until every other goroutine waits.
func settle() {
	for {
		runtime.Gosched()
		all := stacks[:runtime.Stack(stacks, true)]
		if len(all) == len(stacks) {
			stacks = make([]byte, 2*len(stacks))
			continue
		}
		if bytes.Count(all, []byte(" [running")) == 1 && !bytes.Contains(all, []byte(" [runnable")) {
			return
		}
	}
}

func say(what interface{}) {
	line, _ := json.Marshal(what)
	fmt.Println(string(line))
}

// serve answers until the end of the input.
func serve(library library) {
	runtime.GOMAXPROCS(1)
	library.Protocol, library.Language, library.Edition = 1, "Go", "3.14"
	now := &run{}
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 1<<26)
	for lines.Scan() {
		told := request{}
		if err := json.Unmarshal(lines.Bytes(), &told); err != nil {
			panic(err)
		}
		switch {
		case told.Hello != nil:
			say(deed{"hello": library})
			continue
		case told.Bye != nil:
			say(deed{"bye": true})
			return
		case told.Begin:
			now.forget()
			now = &run{map[int]*child{}, map[int]context.CancelFunc{}}
			deeds = nil
		case told.Gather != nil:
			now.gather(library, told)
		case told.Cancel != nil:
			now.cancels[*told.Cancel]()
		default:
			now.end(told.news)
		}
		settle()
		say(deed{"id": told.Id, "does": append([]deed{}, deeds...)})
		deeds = nil
	}
}
