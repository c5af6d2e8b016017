// SPDX-License-Identifier: MIT
//! A gather in Rust before the suite: library protocol 1 of spec/format/README.md.
use serde_json::{json, Value};
use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};
use std::future::Future;
use std::io::{stdin, stdout, BufRead, Write};
use std::pin::Pin;
use std::rc::Rc;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};

/// The number of what something came to: a result, or else an error or a cancellation.
pub type Outcome = Result<u64, u64>;

/// What has happened in this scenario, and what was done about it since the last answer.
#[derive(Default)]
struct Scenario {
    over: HashMap<u64, Outcome>,
    waiting: HashMap<u64, Waker>,
    deeds: Vec<Value>,
}

type Shared = Rc<RefCell<Scenario>>;

/// A child as a future, which starts when it is polled first, and which is given up by dropping it.
pub struct Child {
    number: u64,
    is_started: bool,
    scenario: Shared,
}

impl Future for Child {
    type Output = Outcome;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context) -> Poll<Outcome> {
        let number = self.number;
        let shared = self.scenario.clone();
        let mut scenario = shared.borrow_mut();
        if let Some(outcome) = scenario.over.get(&number) {
            return Poll::Ready(*outcome);
        }
        if !self.is_started {
            self.is_started = true;
            scenario.deeds.push(json!({ "start": number }));
        }
        scenario.waiting.insert(number, context.waker().clone());
        Poll::Pending
    }
}

impl Drop for Child {
    fn drop(&mut self) {
        let mut scenario = self.scenario.borrow_mut();
        if self.is_started && !scenario.over.contains_key(&self.number) {
            scenario.deeds.push(json!({ "drop": self.number }));
        }
    }
}

/// What `gather` came to: the numbers of a list, or the one that is raised.
type Gathered = Result<Vec<u64>, u64>;

/// A gather that was called, on its way.
struct Gather {
    future: Pin<Box<dyn Future<Output = Gathered>>>,
    woken: Arc<Woken>,
}

struct Woken(AtomicBool);

impl Wake for Woken {
    fn wake(self: Arc<Self>) {
        self.0.store(true, Relaxed);
    }
}

/// The executor of one scenario: polls each gather that was woken, until none is.
#[derive(Default)]
struct Run {
    scenario: Shared,
    gathers: BTreeMap<u64, Gather>,
}

impl Run {
    fn child(&self, number: &Value) -> Child {
        Child { number: number.as_u64().unwrap(), is_started: false, scenario: self.scenario.clone() }
    }

    fn ended(&mut self, news: &Value) {
        let number = news["ended"].as_u64().unwrap();
        let failure = || news["error"].as_u64().or(news["cancelled"].as_u64()).unwrap();
        let outcome = news["result"].as_u64().ok_or_else(failure);
        self.scenario.borrow_mut().over.insert(number, outcome);
        let waiting = self.scenario.borrow_mut().waiting.remove(&number);
        waiting.map(Waker::wake);
    }

    fn spawn(&mut self, number: u64, gather: impl Future<Output = Gathered> + 'static) {
        let woken = Arc::new(Woken(AtomicBool::new(true)));
        self.gathers.insert(number, Gather { future: Box::pin(gather), woken });
    }

    /// To cancel a future is to drop it.
    fn cancel(&mut self, number: u64) {
        self.gathers.remove(&number);
        self.done(json!({ "done": number, "cancelled": true }));
    }

    fn poll(&mut self, number: u64) {
        let gather = self.gathers.get_mut(&number).unwrap();
        let waker = Waker::from(gather.woken.clone());
        let deed = match gather.future.as_mut().poll(&mut Context::from_waker(&waker)) {
            Poll::Pending => return,
            Poll::Ready(Ok(list)) => json!({ "done": number, "list": list }),
            Poll::Ready(Err(outcome)) => json!({ "done": number, "outcome": outcome }),
        };
        self.gathers.remove(&number);
        self.done(deed);
    }

    fn done(&self, deed: Value) {
        self.scenario.borrow_mut().deeds.push(deed);
    }

    fn deeds(&mut self) -> Vec<Value> {
        let woken = |gather: &Gather| gather.woken.0.swap(false, Relaxed);
        while let Some(number) = self.gathers.iter().find_map(|(n, each)| woken(each).then(|| *n)) {
            self.poll(number);
        }
        std::mem::take(&mut self.scenario.borrow_mut().deeds)
    }
}

/// Answers until the end of the input. `gather` is given the children and return_exceptions, and
/// gives what the children came to, by number: the list, or what is raised.
pub fn serve<G, F>(name: &str, version: &str, capabilities: &[&str], gather: G)
where
    G: Fn(Vec<Child>, bool) -> F,
    F: Future<Output = Gathered> + 'static,
{
    let mut run = Run::default();
    for line in stdin().lock().lines().map(Result::unwrap) {
        let told: Value = serde_json::from_str(&line).unwrap();
        if told.get("hello").is_some() {
            say(json!({"hello": {"library": 1, "name": name, "version": version, "language": "Rust",
                                 "edition": "3.14", "capabilities": capabilities}}));
            continue;
        }
        if told.get("bye").is_some() {
            return say(json!({"bye": true}));
        }
        if told.get("begin").is_some() {
            run = Run::default();
        } else if let Some(number) = told.get("gather") {
            told["over"].as_array().unwrap().iter().for_each(|each| run.ended(each));
            let children = told["of"].as_array().unwrap().iter().map(|each| run.child(each)).collect();
            let gather = gather(children, told["return_exceptions"] == true);
            run.spawn(number.as_u64().unwrap(), gather);
        } else if let Some(number) = told.get("cancel") {
            run.cancel(number.as_u64().unwrap());
        } else {
            run.ended(&told);
        }
        say(json!({"id": told["id"], "does": run.deeds()}));
    }
}

fn say(what: Value) {
    writeln!(stdout(), "{what}").unwrap();
}
