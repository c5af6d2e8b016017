// SPDX-License-Identifier: MIT
//! futures::future::try_join_all: the first error is returned, and the other futures are dropped.
use futures::future::try_join_all;
use library_kit::serve;

fn main() {
    let capabilities = ["cancel_outer", "cancel_child", "cancel_awaiter", "nesting", "empty", "futures",
                        "tasks", "identity"];
    serve("try_join_all", env!("FUTURES_VERSION"), &capabilities, |children, _| try_join_all(children));
}
