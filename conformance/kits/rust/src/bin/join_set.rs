// SPDX-License-Identifier: MIT
//! tokio's JoinSet, as its users join it: whichever task ends is put in its place, the first error is
//! returned, and with the set all other tasks are dropped.
use library_kit::{serve, Child, Outcome};
use tokio::task::{JoinSet, LocalSet};

async fn gather(children: Vec<Child>, return_exceptions: bool) -> Result<Vec<u64>, u64> {
    let mut list = vec![0; children.len()];
    let mut set = JoinSet::new();
    for (place, child) in children.into_iter().enumerate() {
        set.spawn_local(async move { (place, child.await) });
    }
    while let Some(joined) = set.join_next().await {
        let (place, outcome): (usize, Outcome) = joined.unwrap();
        list[place] = if return_exceptions { outcome.unwrap_or_else(|error| error) } else { outcome? };
    }
    Ok(list)
}

fn main() {
    let capabilities = ["cancel_outer", "cancel_child", "cancel_awaiter", "return_exceptions", "nesting",
                        "empty", "futures", "tasks", "identity"];
    serve("JoinSet", env!("TOKIO_VERSION"), &capabilities, |children, return_exceptions| async move {
        LocalSet::new().run_until(gather(children, return_exceptions)).await
    });
}
