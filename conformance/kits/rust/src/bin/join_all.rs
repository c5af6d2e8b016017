// SPDX-License-Identifier: MIT
//! futures::future::join_all, whose Vec of results one collects into a Result of a Vec, unless errors
//! are wanted among the results.
use futures::future::join_all;
use library_kit::{serve, Outcome};

fn main() {
    let capabilities = ["cancel_outer", "cancel_child", "cancel_awaiter", "return_exceptions", "nesting",
                        "empty", "futures", "tasks", "identity"];
    serve("join_all", env!("FUTURES_VERSION"), &capabilities, |children, return_exceptions| async move {
        let outcomes: Vec<Outcome> = join_all(children).await;
        if return_exceptions {
            return Ok(outcomes.into_iter().map(|each| each.unwrap_or_else(|error| error)).collect());
        }
        outcomes.into_iter().collect()
    });
}
