// SPDX-License-Identifier: MIT

// A gather in Go before the suite: library protocol 1 of spec/format/README.md.
//
// Goroutines run in no order that one could rely on. So that the same is answered always, whoever wants to do something waits for
// its turn, which it gets when all others wait for something; a child before those of higher numbers.
package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"runtime"
	"sync"
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

// What was done since the last answer, and who wants to do something.
var (
	mutex   sync.Mutex
	deeds   []deed
	wanting = map[int]chan bool{}
)

// afterChildren is the number of the first gather among those who want a turn.
const afterChildren = 1 << 30

func turn(number int) {
	granted := make(chan bool)
	mutex.Lock()
	wanting[number] = granted
	mutex.Unlock()
	<-granted
}

func do(what deed) {
	mutex.Lock()
	deeds = append(deeds, what)
	mutex.Unlock()
}

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

// await runs a child to its end. When the context is over it asks the child to stop, and waits on.
func (child *child) await(all context.Context) outcome {
	turn(child.number)
	if !child.isOver {
		do(deed{"start": child.number})
	}
	select {
	case end := <-child.ended:
		turn(child.number)
		return end
	case <-all.Done():
		turn(child.number)
	}
	if child.isOver {
		return <-child.ended
	}
	do(deed{"cancel": child.number})
	end := <-child.ended
	turn(child.number)
	return end
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
		turn(afterChildren + *asked.Gather)
		switch failure := err.(type) {
		case nil:
			do(deed{"done": *asked.Gather, "list": list})
		case outcome:
			do(deed{"done": *asked.Gather, "outcome": failure.number})
		default: // context.Canceled
			do(deed{"done": *asked.Gather, "cancelled": true})
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

// settle lets one after the other have its turn, until nobody wants one and all wait.
func settle() {
	for {
		yield()
		first := -1
		for number := range wanting {
			if first < 0 || number < first {
				first = number
			}
		}
		if first < 0 && allWait() {
			return
		}
		if first >= 0 {
			granted := wanting[first]
			delete(wanting, first)
			close(granted)
		}
	}
}

// yield gives way to whoever can run, more than once: one that was interrupted comes after this one.
func yield() {
	for i := 0; i < 4; i++ {
		runtime.Gosched()
	}
}

// allWait looks at the other goroutines, which takes longer.
func allWait() bool {
	all := stacks[:runtime.Stack(stacks, true)]
	if len(all) == len(stacks) {
		stacks = make([]byte, 2*len(stacks))
		return false
	}
	return bytes.Count(all, []byte(" [running")) == 1 && !bytes.Contains(all, []byte(" [runnable"))
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
